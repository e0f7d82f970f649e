"""Delimiters × quotes × escapes × line ends × padding × how much is quoted × what stands in the cells."""
import itertools

from .case import Case, csv_text

DELIMITERS = ",;\t|^~: "


def people(delimiter):
    return [["id", "name", "city", "note", "fee"]] + [
        [str(100 + i), name, city, note, f"{i * 3 + 9}.50"] for i, (name, city, note) in enumerate([
            ("Ann Lee", "Leeds", f"likes{delimiter} calls"), ("Ben Ray", "York", "ok"), ("Cy Dow", "Bath", "late payer"),
            ("Di Fox", "Hull", f"a{delimiter}b{delimiter}c"), ("Ed Orr", "Ely", "none yet"), ("Flo Poe", "Wells", "vip"),
            ("Gus Roe", "Ripon", "ok"), ("Hal Kay", "Truro", f"x{delimiter} y")])]


def numbers(delimiter):
    return [["account", "seats", "fee", "score"]] + [
        [str(7000 + i * 3), str(i % 5 + 1), f"{i * 1.25 + 3:.2f}", str((i * 37) % 100)] for i in range(12)]


def times(delimiter):
    return [["user", "first seen", "last seen", "visits"]] + [
        [f"u{i:03d}", f"2023-0{i % 9 + 1}-1{i % 9} 10:{i:02d}:00", f"2024-01-{i + 1:02d} 0{i % 9}:15:00", str(i * 2)]
        for i in range(10)]


def remarks(delimiter):
    return [["ticket", "subject", "text", "state"]] + [
        [f"T-{i}", subject, text, state] for i, (subject, text, state) in enumerate([
            ("Login fails", 'says "no access"', "open"), ("Refund", "wants money back, soon", "closed"),
            ("Export", "first line\nsecond line", "open"), ("Slow; very", "page: 12 s", "open"),
            ("Price | plan", "asks ~ 10 %", "closed"), ("Hello", "it's fine", "open"), ("Bug", "x^2 wrong", "closed")])]


def mail(delimiter):
    return [["email", "url", "plan"]] + [
        [f"user{i}@example.com", f"https://example.com/u/{i}?a=1&b={i}", plan]
        for i, plan in enumerate(["basic", "pro", "pro", "basic", "team", "team", "pro", "basic"])]


CONTENTS = {"people": people, "numbers": numbers, "times": times, "remarks": remarks, "mail": mail}


def bare(rows, delimiter):
    """No quotes: what would need them is written with a backslash, or not at all."""
    clean = [[cell.replace("\n", " ").replace('"', "") for cell in row] for row in rows]
    if any(delimiter in cell for row in clean for cell in row):
        return None
    return clean


def backslashed(rows, delimiter):
    clean = [[cell.replace("\n", " ") for cell in row] for row in rows]
    text = "".join(delimiter.join(cell.replace("\\", "\\\\").replace(delimiter, "\\" + delimiter) for cell in row) + "\n"
                   for row in clean)
    return clean, text


def quoted_cases():
    for delimiter, quote, escape, end, pad, style, (name, content) in itertools.product(
            DELIMITERS, "\"'", (None, "\\"), ("\n", "\r\n", "\r"), ("", " "), ("all", "minimal", "text"), CONTENTS.items()):
        if pad and (delimiter == " " or end != "\n" or style == "minimal"):
            continue
        if end == "\r" and style != "minimal":
            continue
        rows = content(delimiter)
        if end != "\n":
            rows = [[cell.replace("\n", end) for cell in row] for row in rows]
        quoted = {"all": lambda i, j: True, "minimal": None,
                  "text": lambda i, j: not rows[i][j].replace(".", "").isdigit()}[style]
        text = csv_text(rows, delimiter, quote, end, quoted, escape, pad)
        if escape and "\\" not in text:
            continue
        has_quote = quote in text
        yield Case(f"{ord(delimiter):02x}_{ord(quote):02x}_{'bs' if escape else 'dd'}_{len(end)}{ord(end[0]):x}_{len(pad)}_{style}_{name}",
                   text.encode(), rows[0], rows[1:], delimiter=delimiter, quote=quote if has_quote else None)


def unquoted_cases():
    for delimiter, end, (name, content) in itertools.product(DELIMITERS, ("\n", "\r\n"), CONTENTS.items()):
        rows = bare(content(delimiter), delimiter)
        if rows:
            text = csv_text(rows, delimiter, None, end)
            yield Case(f"{ord(delimiter):02x}_none_{len(end)}_{name}", text.encode(), rows[0], rows[1:], delimiter=delimiter)
        if end == "\n" and any(delimiter in cell for row in content(delimiter) for cell in row):
            rows, text = backslashed(content(delimiter), delimiter)
            yield Case(f"{ord(delimiter):02x}_none_bs_{name}", text.encode(), rows[0], rows[1:], delimiter=delimiter)


def cases():
    yield from quoted_cases()
    yield from unquoted_cases()
