"""From the start of the process to the first 200 of /ready; bar: 0.2 s."""
import statistics
import tempfile
from pathlib import Path

from program import figure, serving

RUNS = 15

with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as folder:
    first = []
    for run in range(RUNS):
        with serving(data_dir=Path(folder, str(run))) as server:
            first.append(server.until_ready())
    later = []
    for run in range(RUNS):
        with serving(data_dir=Path(folder, str(run))) as server:
            later.append(server.until_ready())
figure("start", f"new data folder to /ready, median of {RUNS}", statistics.median(first), "s")
figure("start", f"existing data folder to /ready, median of {RUNS}", statistics.median(later), "s")
