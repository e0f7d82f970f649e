"""The same with pandas: python3 read_pandas.py, file names on standard input."""
import json
import sys
import warnings

import pandas

for name in sys.stdin.read().split("\n"):
    if not name:
        continue
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            table = pandas.read_csv(name, dtype=str, keep_default_na=False)
        rows = [[str(column) for column in table.columns]] + [[str(cell) for cell in row] for row in table.values.tolist()]
        line = {"rows": rows, "messages": [str(one.message) for one in said]}
    except Exception as error:  # noqa: BLE001: whatever it says is its answer
        line = {"error": str(error)[:200]}
    print(json.dumps(line), flush=True)
