"""Size of the release program with the page in it; bar: 30 MB."""
import shutil
import subprocess
import tempfile
from pathlib import Path

from program import PROGRAM, figure

figure("program_size", "as built", PROGRAM.stat().st_size / 1e6, "MB")
with tempfile.TemporaryDirectory() as folder:
    stripped = Path(shutil.copy(PROGRAM, folder))
    subprocess.run(["strip", stripped], check=True)
    figure("program_size", "stripped", stripped.stat().st_size / 1e6, "MB")
