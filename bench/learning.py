"""Wall and CPU seconds and peak private memory of learning with validation and reasons, by the size of the file.

    bench/learning.py [ROWS ...]        default 10000; bars: 10000 5 s 300 MB, 100000 10 s, 1000000 40 s 1000 MB
"""
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from program import PROGRAM, figure


def write_customers(path, rows):
    """20 columns: 14 numbers, 5 categories, the outcome; seeded, the same file every time."""
    draw = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join([f"amount_{i}" for i in range(14)] + [f"kind_{i}" for i in range(5)] + ["churned"]) + "\n")
        for _ in range(rows):
            x = [round(draw.expovariate(0.02), 2) for _ in range(14)]
            k = [draw.randrange(3 + 2 * i) for i in range(5)]
            z = -2 + 0.02 * x[0] - 0.015 * x[1] + (1 if x[2] > 2 * x[3] else 0) + 0.4 * k[0] - 0.2 * k[1] * (x[4] > 40)
            left = "yes" if draw.random() < 1 / (1 + 2.718281828 ** -z) else "no"
            file.write(",".join([str(v) for v in x] + [f"k{v}" for v in k] + [left]) + "\n")


def private_memory(process, peak):
    """Follows RssAnon until the process ends, in kB."""
    while process.poll() is None:
        try:
            for text in Path(f"/proc/{process.pid}/status").read_text().splitlines():
                if text.startswith("RssAnon:"):
                    peak[0] = max(peak[0], int(text.split()[1]))
        except OSError:
            return
        time.sleep(0.02)


def measure(rows):
    with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as name:
        folder, peak = Path(name), [0]
        write_customers(folder / "in.csv", rows)
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        process = subprocess.Popen([PROGRAM, "predict", folder / "in.csv", "--json", "-o", folder / "out.csv"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        watch = threading.Thread(target=private_memory, args=(process, peak))
        watch.start()
        output, errors = process.communicate()
        wall = time.perf_counter() - begin
        watch.join()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        sys.exit(f"learning: {errors.decode()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figure("learning", f"{rows} x 20 to scored CSV with reasons, wall", wall, "s")
    figure("learning", f"{rows} x 20 to scored CSV with reasons, CPU", cpu, "s")
    figure("learning", f"{rows} x 20, peak private memory", peak[0] / 1000, "MB")
    figure("learning", f"{rows} x 20, out-of-fold ROC-AUC", json.loads(output)["roc_auc"]["value"], "AUC")
    for stage, seconds in json.loads(output)["timings"].items():
        figure("learning", f"{rows} x 20, stage {stage}", seconds, "s")


for rows in [int(a) for a in sys.argv[1:]] or [10000]:
    measure(rows)
