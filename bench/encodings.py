"""Customer tables in many encodings: how many are read to the right text, beside other detectors.
Words: bench/encoding-words.txt, none of which the detector's tables were made from. Deterministic.

usage: encodings.py [--files FOLDER]   (also keeps the files and their right text there)
RETAINWISE_PROGRAM: another program than build/release/retainwise."""
import collections
import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from program import PROGRAM, ROOT

TONES = "\u0300\u0301\u0303\u0309\u0323"
UNICODE = ["utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le"]
HEADERS = ["id", "name", "city", "note", "fee", "active"]
# Rows, and the share of cells with words beyond ASCII: from one word in the file to every cell.
SIZES = [(3, 0.7), (12, 0.08), (25, 0.4), (200, 0.3)]


def known_words():
    text = (ROOT / "scripts/encoding-words.txt").read_text()
    return {word for line in text.splitlines() for word in line.split()}


def languages():
    known = known_words()
    for line in (ROOT / "bench/encoding-words.txt").read_text().splitlines():
        found = re.fullmatch(r"(\w\w): (.*?) \| (.*)", line)
        if found:
            yield found[1], found[2].split(), [word for word in found[3].split() if word not in known]


def writable(text, encoding):
    """The text as this encoding can say it: Windows-1258 has the tones of Vietnamese apart."""
    if encoding != "cp1258":
        return text
    parts = [unicodedata.normalize("NFD", c) for c in text]
    return "".join(unicodedata.normalize("NFC", "".join(p for p in part if p not in TONES)) +
                   "".join(p for p in part if p in TONES) for part in parts)


def table(rng, words, rows, share):
    plain = ["Alpha", "Team 4", "B2B", "web", "n/a", "Basic"]
    pick = lambda: rng.choice(words) if rng.random() < share else rng.choice(plain)
    lines = [HEADERS]
    for row in range(rows):
        name = pick() + " " + pick() if rng.random() < share else pick()
        lines.append([str(1001 + row), name, pick(), pick(), f"{rng.randint(5, 90)}.50", rng.choice(["yes", "no"])])
    if not any(not cell.isascii() for line in lines for cell in line):
        lines[-1][1] = rng.choice(words)
    return lines


def files(folder):
    """Writes the files; → [(path, encoding, right text)]."""
    rng = random.Random(20261125)
    made = []
    for language, encodings, words in languages():
        for encoding in [*encodings, *UNICODE]:
            fitting = []
            for word in words:
                try:
                    writable(word, encoding).encode(encoding)
                    fitting.append(word)
                except UnicodeEncodeError:
                    pass
            for rows, share in SIZES if encoding in encodings else SIZES[:1]:
                lines = table(rng, fitting, rows, share)
                text = writable("\r\n".join(",".join(line) for line in lines) + "\r\n", encoding)
                path = folder / f"{language}-{encoding}-{rows}.csv"
                path.write_bytes(text.encode(encoding))
                made.append((path, encoding, unicodedata.normalize("NFC", text)))
    return made


def cells_of(text):
    return [line.split(",") for line in text.splitlines()]


def ours(made):
    names = "".join(f"{path}\n" for path, _, _ in made)
    program = os.environ.get("RETAINWISE_PROGRAM", PROGRAM)
    answers = subprocess.run([program, "inspect", "--json-rows", "--stdin"], input=names, check=True, capture_output=True,
                             text=True).stdout.splitlines()
    for answer in map(json.loads, answers):
        rows = ([answer["header"]] if answer.get("header") else []) + answer.get("rows", [])
        said = {message["code"] for message in answer.get("messages", [])}
        yield [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in rows], said


def read_as(data, name):
    try:
        return unicodedata.normalize("NFC", data.decode(name or "cp1252").removeprefix("\ufeff"))
    except (LookupError, UnicodeDecodeError):
        return None


def peers():
    """{name: bytes and path → name of the encoding}, of those that are installed."""
    found = {}
    if shutil.which("uchardet"):
        found["uchardet"] = lambda data, path: subprocess.run(["uchardet", path], capture_output=True, text=True).stdout.strip()
    if importlib.util.find_spec("chardet"):
        import chardet
        found["chardet"] = lambda data, path: chardet.detect(data)["encoding"]
    if importlib.util.find_spec("charset_normalizer"):
        import charset_normalizer
        found["charset-normalizer"] = lambda data, path: charset_normalizer.detect(data)["encoding"]
    return found


def right_by_encoding(made, is_right):
    right = collections.Counter()
    for (_, encoding, _), good in zip(made, is_right):
        right[encoding] += good
    return right


def main():
    keep = Path(sys.argv[2]) if sys.argv[1:2] == ["--files"] else None
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = files(folder)
        readings = list(ours(made))
        good = [rows == cells_of(text) for (_, _, text), (rows, _) in zip(made, readings)]
        silent = sum(not right and "encoding_ambiguous" not in said
                     for right, (_, said) in zip(good, readings))
        all_right = {"ours": good}
        for name, detect in peers().items():
            all_right[name] = [read_as(path.read_bytes(), detect(path.read_bytes(), path)) == text for path, _, text in made]
        counts = {name: right_by_encoding(made, right) for name, right in all_right.items()}
        total = collections.Counter(encoding for _, encoding, _ in made)
        for encoding in total:
            print(f"{encoding:14}", *(f"{name} {count[encoding]}/{total[encoding]}" for name, count in counts.items()),
                  file=sys.stderr)
        for (path, _, _), right, (_, said) in zip(made, good, readings):
            if not right:
                print("wrong:", path.name, "(said to be ambiguous)" if "encoding_ambiguous" in said else "", file=sys.stderr)
        print(json.dumps({"bench": "encodings", "what": "wrong and nothing said", "ours": silent, "peer": None,
                          "unit": "files", "ratio": None}))
        for name, right in [*all_right.items()][1:] or [(None, None)]:
            peer = sum(right) if right else None
            print(json.dumps({"bench": "encodings", "what": f"read to the right text of {len(made)}" + (f", {name}" if name else ""),
                              "ours": sum(good), "peer": peer, "unit": "files",
                              "ratio": round(sum(good) / peer, 3) if peer else None}))


main()
