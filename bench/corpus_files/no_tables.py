"""Files that are no table of text, whatever they are called."""
import gzip
import io
import random
import sqlite3
import struct
import tempfile
import zipfile
import zlib

from .case import Case


def zipped(names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "text " * 50)
    return out.getvalue()


def png():
    def part(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)) + part(
        b"IDAT", zlib.compress(b"\0\0\0" * 2)) + part(b"IEND", b"")


def sqlite():
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        base = sqlite3.connect(file.name)
        base.execute("create table customers (id int)")
        base.commit()
        base.close()
        return open(file.name, "rb").read()


FILES = {
    "empty.csv": b"", "blanks.csv": b"\n\n  \n", "only_mark.csv": b"\xef\xbb\xbf", "nul.csv": b"\0" * 4096,
    "letter.docx.csv": zipped(["[Content_Types].xml", "word/document.xml"]), "archive.csv": zipped(["notes.txt"]),
    "old.xls.csv": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "report.pdf.csv": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "logo.csv": png(), "table.parquet.csv": b"PAR1" + b"\x15\x04" * 200 + b"PAR1", "base.csv": sqlite(),
    "page.csv": b"<!DOCTYPE html>\n<html><body><table><tr><td>1,2</td></tr></table></body></html>\n",
    "login.csv": b"<html><head><title>Sign in</title></head><body>Please sign in, then try again</body></html>",
    "feed.csv": b'<?xml version="1.0"?>\n<customers><customer id="1"/></customers>\n',
    "records.csv": b'[{"id": 1, "plan": "basic"}, {"id": 2, "plan": "pro"}]\n',
    "object.csv": b'{"customers": [{"id": 1}, {"id": 2}]}\n', "lines.csv": b'{"id": 1, "plan": "a"}\n{"id": 2, "plan": "b"}\n',
    "noise.csv": random.Random(3).randbytes(5000), "jpeg.csv": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\1\2\3\0" * 300,
    "picture.gz.csv": gzip.compress(png(), mtime=0),
}


def cases():
    for name, data in FILES.items():
        yield Case(name, data, refused=True)
