"""Reads a made corpus of customer files (bench/corpus_files) with the program and compares with the truth of each.

A file is right, or wrong and something was said, or wrong in silence: rows or cells differ and no message came.
    bench/corpus.py [--program PROGRAM] [--family NAME] [--failures N] [--keep FOLDER]
"""
import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from corpus_files import FAMILIES
from program import PROGRAM, figure


def answers(program, paths):
    command = [program] if Path(program).name == "drive" else [program, "inspect", "--stdin"]
    out = subprocess.run(command, input="".join(f"{path}\n" for path in paths), capture_output=True, text=True, check=True).stdout
    lines = out.rstrip("\n").split("\n")
    assert len(lines) == len(paths), (len(lines), len(paths))
    return [json.loads(line) for line in lines]


def filled(row, width):
    """Empty cells at the end of a row say nothing."""
    row = list(row)
    while len(row) > width and row[-1] == "":
        row.pop()
    return row + [""] * (width - len(row))


def same_rows(case, rows):
    width = max((len(row) for row in case.rows), default=len(case.header or []))
    if len(rows) != len(case.rows):
        return False, False
    pairs = [filled(mine, width) == filled(theirs, width) for mine, theirs in zip(case.rows, rows)]
    kept = all(same for i, same in enumerate(pairs) if i != case.damaged)
    return kept, all(pairs)


def close(mine, theirs):
    if isinstance(mine, bool) or isinstance(theirs, bool) or not isinstance(mine, (int, float)):
        return mine == theirs
    return isinstance(theirs, (int, float)) and abs(mine - theirs) <= 1e-9 * max(1, abs(mine))


def typed_right(case, answer):
    for column, wanted in case.types.items():
        kind, values = wanted if isinstance(wanted, tuple) else (wanted, None)
        found = next((one for one in answer["columns"] if one["name"] == column), None)
        if found is None or found["type"] != kind:
            return f"{column}: {found and found['type']}, not {kind}"
        if values is not None and not (len(values) == len(found["values"]) and all(map(close, values, found["values"]))):
            return f"{column}: {found['values'][:8]}, not {values[:8]}"
    return None


def judged(family, case, answer):
    """{"right", "silent", "why", and what the family asks beside}."""
    if "error" in answer or case.refused:
        right = case.refused and "error" in answer
        return {"right": right, "silent": not right and "error" not in answer and not answer["messages"], "why": answer.get("error")}
    rows = answer["rows"]
    header = answer["header"]
    if family == "suites":
        rows = ([header] if header is not None else []) + rows
        header = None
    # A delimiter at the end of every line is an empty column or none.
    header = header and filled(header, len(case.header or header))
    kept, whole = same_rows(case, rows)
    headed = case.damaged_header or header == case.header
    right = kept and headed
    why = None if right else f"{len(rows)} rows of {len(case.rows)}, header {str(header)[:100]}"
    out = {"right": right, "repaired": whole and header == case.header, "silent": not (whole and headed) and not answer["messages"],
           "why": why}
    if case.types and right:
        wrong = typed_right(case, answer)
        out.update(right=wrong is None, why=wrong)
    if case.delimiter is not None:
        dialect = answer["dialect"]
        found = dialect["delimiter"] == case.delimiter and (case.quote is None or dialect["quotechar"] == case.quote)
        out.update(rows_right=right, right=found, why=None if found else str(dialect))
        if found and not right:
            out["why"] = why
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(PROGRAM))
    parser.add_argument("--family")
    parser.add_argument("--failures", type=int, default=0)
    parser.add_argument("--keep")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="retainwise-corpus-") as temporary:
        folder = Path(wanted.keep or temporary)
        for family, make in FAMILIES.items():
            if wanted.family and wanted.family != family:
                continue
            (folder / family).mkdir(parents=True, exist_ok=True)
            cases = list(make())
            paths = [folder / family / (case.name + ("" if "." in case.name else ".csv")) for case in cases]
            for path, case in zip(paths, cases):
                path.write_bytes(case.data)
            counts = Counter(files=len(cases))
            shown = 0
            for path, case, answer in zip(paths, cases, answers(wanted.program, paths)):
                result = judged(family, case, answer)
                counts.update(key for key in ("right", "repaired", "rows_right", "silent") if result.get(key))
                if (not result["right"] or result["silent"]) and shown < wanted.failures:
                    shown += 1
                    print("silent" if result["silent"] else "wrong", path, result["why"])
            for what in ("right", "repaired", "rows_right", "silent"):
                if what in ("right", "silent") or what == "rows_right" and family == "dialects" or what == "repaired" and family == "pollution":
                    figure("corpus", f"{family}: {what} of {counts['files']}", counts[what], "files")


if __name__ == "__main__":
    main()
