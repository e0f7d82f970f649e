"""How fast a file is read: 100 MB of repeated customer rows, T without quotes and W with every cell in quotes, beside a
scalar loop, DuckDB and Polars (npm, one thread, in a temporary folder); then other encodings and line ends. DuckDB twice:
into a table, as we read, and a mere scan that counts each column's values and keeps nothing.

Rounds are interleaved, times are CPU seconds of one process after a run to warm up. Bars: docs/benchmarks.md."""
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from program import REAL_FILES, ROOT

OURS = ROOT / "build/release/bench/bench_reading"
ROUNDS = 3
SIZE = 100_000_000

DUCKDB = """
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await time(() => connection.run(`STATEMENT read_csv('${process.argv[2]}')`));
})();
"""
POLARS = """
const polars = require("nodejs-polars");
time(async () => polars.readCSV(process.argv[2]));
"""
TIME = """
async function time(read) {
  const times = [];
  for (let run = 0; run < 4; ++run) {
    const start = process.cpuUsage();
    await read();
    const used = process.cpuUsage(start);
    if (run > 0) times.push((used.user + used.system) / 1e6);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ columns: times[1] }));
}
"""
# name → what is installed for it, and the script that reads with it
PEERS = {
    "DuckDB": (["@duckdb/node-api"], DUCKDB.replace("STATEMENT", "CREATE OR REPLACE TABLE t AS SELECT * FROM")),
    "DuckDB's scan": (["@duckdb/node-api"], DUCKDB.replace("STATEMENT", "SELECT count(COLUMNS(*)) FROM")),
    # npm does not always see that the second belongs to the first.
    "Polars": (["nodejs-polars", "nodejs-polars-linux-x64-gnu"], POLARS),
}


def say(what, ours, unit, peer=None, ratio=None):
    print(json.dumps({"bench": "reading", "what": what, "ours": round(ours, 4), "peer": peer and round(peer, 4),
                      "unit": unit, "ratio": ratio and round(ratio, 3)}), flush=True)


def customers():
    telco = REAL_FILES / "telco.csv"
    with open(telco if telco.exists() else ROOT / "examples/customers.csv", newline="") as file:
        return list(csv.reader(file))


def made(path, quoting, size=SIZE, encoding="utf-8", line_end="\n", change=lambda text: text):
    header, *rows = customers()
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator=line_end)
    writer.writerow(header)
    head = change(text.getvalue()).encode(encoding)
    text.seek(0)
    text.truncate()
    writer.writerows(rows)
    # A mark at the start only.
    body = change(text.getvalue()).encode(encoding.replace("utf-16", "utf-16le"))
    with open(path, "wb") as file:
        file.write(head)
        for _ in range(max(1, size // len(body))):
            file.write(body)
    return path


def ours(path, *more):
    return json.loads(subprocess.run([OURS, path, *more], check=True, capture_output=True, text=True).stdout)


def installed(folder):
    """name → the script that measures it; what cannot be installed is said."""
    there = {}
    for name, (packages, script) in PEERS.items():
        got = subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", folder, *packages],
                             capture_output=True, text=True)
        if got.returncode == 0:
            got = subprocess.run(["node", "-e", f"require('{packages[0]}')"], capture_output=True, text=True, cwd=folder)
        if got.returncode == 0:
            there[name] = Path(folder, name + ".cjs")
            there[name].write_text(TIME + script)
        else:
            print(f"reading: {packages[0]} could not be installed, so {name} is not compared:\n{got.stderr.strip()[-600:]}",
                  file=sys.stderr)
    return there


def peer(script, path):
    one_thread = {**os.environ, "POLARS_MAX_THREADS": "1", "RAYON_NUM_THREADS": "1"}
    return json.loads(subprocess.run(["node", script, path], check=True, capture_output=True, text=True, env=one_thread,
                                     cwd=script.parent).stdout)["columns"]


def compare(name, path, peers):
    runs, others = [], {peer_name: [] for peer_name in peers}
    for _ in range(ROUNDS):
        runs.append(ours(path, "all"))
        for peer_name, script in peers.items():
            others[peer_name].append(peer(script, path))
    size = path.stat().st_size / 1e6
    median = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    rate = {key: size / value for key, value in median.items() if key not in ("bytes", "rows", "record_count")}
    say(f"{name}: count fields, against a scalar loop", rate["count"], "MB/s", rate["count_plainly"],
        rate["count"] / rate["count_plainly"])
    say(f"{name}: records with offsets", rate["records"], "MB/s")
    say(f"{name}: deciding the dialect", median["decide"] * 1000, "ms")
    say(f"{name}: typed columns", rate["columns"], "MB/s")
    for peer_name, times in others.items():
        other = size / statistics.median(times)
        say(f"{name}: typed columns, against {peer_name}", rate["columns"], "MB/s", other, rate["columns"] / other)


def legacy(folder):
    accents = {"Female": "Künstlerin", "Male": "Künstler", "Germany": "Österreich", "Partner": "Händler"}

    def accented(text):
        for word, other in accents.items():
            text = text.replace(word, other)
        return text

    files = {"cp1252": dict(encoding="cp1252", change=accented), "utf-16": dict(encoding="utf-16"),
             "CR only": dict(line_end="\r")}
    for name, options in files.items():
        path = made(Path(folder, "legacy.csv"), csv.QUOTE_MINIMAL, size=SIZE // 4, **options)
        runs = [ours(path) for _ in range(ROUNDS)]
        say(f"{name}: typed columns", path.stat().st_size / 1e6 / statistics.median(run["columns"] for run in runs), "MB/s")


with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as folder:
    subprocess.run([ROOT / "scripts/build", "release", "bench_reading"], check=True, stdout=sys.stderr)
    peers = installed(folder)
    compare("T", made(Path(folder, "T.csv"), csv.QUOTE_MINIMAL), peers)
    compare("W", made(Path(folder, "W.csv"), csv.QUOTE_ALL), peers)
    legacy(folder)
