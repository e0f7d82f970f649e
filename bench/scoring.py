"""Seconds and peak private memory of scoring a million customers with a saved model, file to file with reasons, beside
pandas + XGBoost's pred_contribs on a sample of the rows.

    bench/scoring.py [--rows 1000000] [--sample 2000] [--no-peer]

The peer reads the same file with pandas and asks XGBoost 1.7 for the contributions of a booster of 300 trees of depth 4
over the same numbers; its figure is that of the sampled rows, times rows / sample. Needs python3-pandas and
python3-xgboost (Debian) for the peer.
"""
import argparse
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from program import PROGRAM, figure

PEER = """
import sys, time
import pandas, xgboost
learn, score, sample = sys.argv[1], sys.argv[2], int(sys.argv[3])
table = pandas.read_csv(learn)
numbers = [name for name in table if name.startswith("amount_")]
settings = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 4, "nthread": 1, "verbosity": 0}
booster = xgboost.train(settings, xgboost.DMatrix(table[numbers], (table["churned"] == "yes") * 1), 300)
begin = time.perf_counter()
table = pandas.read_csv(score)
read = time.perf_counter() - begin
rows = len(table)
part = table[numbers].iloc[:: max(1, rows // sample)]
begin = time.perf_counter()
booster.predict(xgboost.DMatrix(part, nthread=1), pred_contribs=True)
print(read + (time.perf_counter() - begin) * rows / len(part))
"""


def write_customers(path, rows, seed, outcome):
    """20 columns: an identifier, 13 numbers, 5 categories, a date; seeded, the same file every time."""
    draw = random.Random(seed)
    names = ["customer_id"] + [f"amount_{i}" for i in range(13)] + [f"kind_{i}" for i in range(5)] + ["since"]
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(names + ["churned"] * outcome) + "\n")
        for row in range(rows):
            x = [round(draw.expovariate(0.02), 2) for _ in range(13)]
            k = [draw.randrange(3 + 2 * i) for i in range(5)]
            z = -2 + 0.02 * x[0] - 0.015 * x[1] + (1 if x[2] > 2 * x[3] else 0) + 0.4 * k[0] - 0.2 * k[1] * (x[4] > 40)
            left = "yes" if draw.random() < 1 / (1 + 2.718281828 ** -z) else "no"
            since = f"202{draw.randrange(5)}-{1 + draw.randrange(12):02d}-{1 + draw.randrange(28):02d}"
            cells = [f"C-{row:07d}-{draw.randrange(10000):04d}"] + x + [f"k{v}" for v in k] + [since]
            file.write(",".join([str(v) for v in cells] + [left] * outcome) + "\n")


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


def ours(folder):
    """(wall seconds, CPU seconds, MB)."""
    peak, before, begin = [0], resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [PROGRAM, "predict", folder / "score.csv", "--model", folder / "m", "-o", folder / "out.csv", "--quiet"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    watch = threading.Thread(target=private_memory, args=(process, peak))
    watch.start()
    errors = process.communicate()[1]
    wall = time.perf_counter() - begin
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        sys.exit(f"scoring: {errors.decode()}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0] / 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--no-peer", action="store_true")
    arguments = parser.parse_args()
    what = f"{arguments.rows} x 20 CSV to scored CSV with reasons"
    with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as name:
        folder = Path(name)
        write_customers(folder / "learn.csv", 10_000, 0, True)
        write_customers(folder / "score.csv", arguments.rows, 1, False)
        subprocess.run([PROGRAM, "predict", folder / "learn.csv", "--save-model", folder / "m", "--quiet"], check=True)
        wall, cpu, memory = ours(folder)
        figure("scoring", f"model file of {what}", (folder / "m").stat().st_size / 1e6, "MB")
        figure("scoring", f"{what}, peak private memory", memory, "MB")
        peer = None
        if not arguments.no_peer:
            files = [folder / "learn.csv", folder / "score.csv", str(arguments.sample)]
            told = subprocess.run(["/usr/bin/python3", "-c", PEER, *files], capture_output=True, text=True)
            peer = float(told.stdout) if told.returncode == 0 else None
        figure("scoring", f"{what}, wall; peer: pandas + XGBoost pred_contribs, one thread, sampled", wall, "s", peer)
        figure("scoring", f"{what}, CPU", cpu, "s")


main()
