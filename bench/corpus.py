"""Reads a made corpus of customer files (bench/corpus_files) with the program and four other readers, and compares with the
truth of each file.

A file is right, or wrong and something was said (a message, a refusal), or wrong in silence. The others are read as their users
do without setting anything; of them only the records are asked, with the header or without, whichever suits.
    bench/corpus.py [--program PROGRAM] [--family NAME] [--failures N] [--keep FOLDER] [--peers duckdb,papaparse,polars,pandas]
"""
import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from corpus_files import FAMILIES
from program import PROGRAM, figure

HERE = Path(__file__).resolve().parent
PEERS = ("duckdb", "papaparse", "polars", "pandas")
PACKAGES = ("@duckdb/node-api@1.5.6-r.1", "nodejs-polars@0.26.1", "nodejs-polars-linux-x64-gnu@0.26.1",
            "papaparse@5.7.1")
PEER_FAMILIES = ("suites", "pollution", "dialects", "exports")


def answers(command, paths, folder=None):
    names = "".join(f"{path}\n" for path in paths)
    out = subprocess.run(command, input=names, capture_output=True, text=True, check=True, cwd=folder).stdout
    lines = out.rstrip("\n").split("\n")
    assert len(lines) == len(paths), (len(lines), len(paths))
    return [json.loads(line) for line in lines]


def ours(program):
    return [program, "inspect", "--stdin"] if Path(program).name == "retainwise" else [program]


def theirs(peer):
    if peer == "pandas":
        return ["/usr/bin/python3", str(HERE / "corpus_peers/read_pandas.py")]
    return ["node", str(HERE / "corpus_peers/read.mjs"), peer]


def filled(row, width):
    """Empty cells at the end of a row say nothing."""
    row = list(row)
    while len(row) > width and row[-1] == "":
        row.pop()
    return row + [""] * (width - len(row))


def same_rows(wanted, found, damaged=None):
    """(right but for the damaged row, right)"""
    if len(wanted) != len(found):
        return False, False
    width = max((len(row) for row in wanted), default=0)
    pairs = [filled(mine, width) == filled(its, width) for mine, its in zip(wanted, found)]
    return all(same for i, same in enumerate(pairs) if i != damaged), all(pairs)


def close(mine, its):
    if isinstance(mine, bool) or isinstance(its, bool) or not isinstance(mine, (int, float)):
        return mine == its
    return isinstance(its, (int, float)) and abs(mine - its) <= 1e-9 * max(1, abs(mine))


def typed_wrong(case, answer):
    for column, wanted in case.types.items():
        kind, values = wanted if isinstance(wanted, tuple) else (wanted, None)
        found = next((one for one in answer["columns"] if one["name"] == column), None)
        if found is None or found["type"] != kind:
            return f"{column}: {found and found['type']}, not {kind}"
        if values is not None and not (len(values) == len(found["values"]) and all(map(close, values, found["values"]))):
            return f"{column}: {found['values'][:8]}, not {values[:8]}"
    return None


def refusal_judged(case, answer):
    right = case.refused and "error" in answer
    return {"right": right, "silent": not right and "error" not in answer and not answer["messages"], "why": answer.get("error")}


def judged(family, case, answer):
    """{"right", "silent", "why", and what the family asks beside} of the program's answer."""
    if "error" in answer or case.refused:
        return refusal_judged(case, answer)
    rows, header = answer["rows"], answer["header"]
    if family == "suites":
        rows, header = ([header] if header is not None else []) + rows, None
    # A delimiter at the end of every line is an empty column or none.
    header = header and filled(header, len(case.header or header))
    kept, whole = same_rows(case.rows, rows, case.damaged)
    headed = case.damaged_header or header == case.header
    right = kept and headed
    out = {"right": right, "repaired": whole and header == case.header, "silent": not (whole and headed) and not answer["messages"],
           "why": None if right else f"{len(rows)} rows of {len(case.rows)}, header {str(header)[:100]}"}
    if case.types and right:
        wrong = typed_wrong(case, answer)
        out.update(right=wrong is None, why=wrong)
    if case.delimiter is not None:
        dialect = answer["dialect"]
        found = dialect["delimiter"] == case.delimiter and (case.quote is None or dialect["quotechar"] == case.quote)
        out.update(rows_right=right, right=found, why=out["why"] if found else str(dialect))
    return out


def peer_judged(case, answer):
    """The records, the header taken for one of them or left out."""
    if "error" in answer or case.refused:
        return refusal_judged(case, answer)
    lead = [case.header] if case.header is not None else []
    damaged = None if case.damaged is None else case.damaged + len(lead)
    kept, whole = same_rows(lead + case.rows, answer["rows"], 0 if case.damaged_header else damaged)
    if not kept and not lead:  # the first row was taken for the header and given a name of its own
        kept, whole = same_rows(case.rows[1:], answer["rows"][1:], damaged)
    return {"right": kept, "repaired": whole, "rows_right": kept, "silent": not kept and not answer["messages"]}


def installed(folder):
    (folder / "package.json").write_text('{"private": true}\n')
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "-E", *PACKAGES], cwd=folder, check=True)


def written(folder, family, cases):
    (folder / family).mkdir(parents=True, exist_ok=True)
    paths = [folder / family / (case.name + ("" if "." in case.name else ".csv")) for case in cases]
    for path, case in zip(paths, cases):
        path.write_bytes(case.data)
    return paths


def counted(results):
    counts = Counter()
    for result in results:
        counts.update(key for key in ("right", "repaired", "rows_right", "silent") if result.get(key))
    return counts


def show(family, paths, results, failures):
    bad = [(path, result) for path, result in zip(paths, results) if not result["right"] or result["silent"]]
    for path, result in bad[:failures]:
        print("silent" if result["silent"] else "wrong", path, result["why"])


def questions(family):
    yield "right"
    if family == "pollution":
        yield "repaired"
    if family == "dialects":
        yield "rows_right"
    yield "silent"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(PROGRAM))
    parser.add_argument("--family")
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--keep")
    parser.add_argument("--peers", default=",".join(PEERS))
    wanted = parser.parse_args()
    peers = [peer for peer in wanted.peers.split(",") if peer]
    with tempfile.TemporaryDirectory(prefix="retainwise-corpus-") as temporary:
        folder = Path(wanted.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if set(peers) - {"pandas"}:
            installed(folder)
        for family, make in FAMILIES.items():
            if wanted.family and wanted.family != family:
                continue
            cases = list(make())
            paths = written(folder, family, cases)
            results = [judged(family, case, answer) for case, answer in zip(cases, answers(ours(wanted.program), paths))]
            show(family, paths, results, wanted.failures)
            mine = counted(results)
            for what in questions(family):
                figure("corpus", f"{family}: {what} of {len(cases)}", mine[what], "files")
            for peer in peers if family in PEER_FAMILIES else ():
                its = counted(peer_judged(case, answer) for case, answer in zip(cases, answers(theirs(peer), paths, folder)))
                for what in questions(family):
                    if what != "right" or family != "dialects":
                        figure("corpus", f"{family}: {what} of {len(cases)}, peer: {peer}", mine[what], "files", its[what])


if __name__ == "__main__":
    main()
