"""Exact reasons against XGBoost's pred_contribs and predict (bench/reasons.cc)."""
import subprocess
import sys

from program import ROOT

subprocess.run([ROOT / "scripts/build", "release", "bench_reasons"], check=True, stdout=sys.stderr)
subprocess.run([ROOT / "build/release/bench/bench_reasons"], check=True)
