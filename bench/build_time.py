"""A clean build of the release program, page already built, without a compiler cache; bar: 600 s on two cores."""
import os
import subprocess
import tempfile
import time

from program import ROOT, figure

with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as folder:
    begin = time.perf_counter()
    environment = {**os.environ, "CCACHE_DISABLE": "1"}
    for command in (["cmake", "--preset", "release", "-B", folder], ["ninja", "-C", folder, "retainwise"]):
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    figure("build_time", f"clean build of the program on {os.cpu_count()} cores", time.perf_counter() - begin, "s")
