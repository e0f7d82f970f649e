"""One clean table of 84 records and 9 columns, and a copy for each way to damage one place of it."""
import random

from .case import Case, csv_text

HEADER = ["SINCE", "HOUR", "Seats", "ACCOUNTID", "Fee", "PlanName", "AccountRemark", "PORTAL", "Notes"]
QUOTED = {6, 7}  # columns that always stand in quotes
WORDS = ("calls twice a month and asks about seats support was quick renewal moved to spring billing contact changed "
         "uses reports daily wants an export of invoices team grew after the move to Leeds has a pilot with finance "
         "training was held on site trial ended early discount agreed for two years roaming is off security review "
         "passed").split()
PLANS = ["Basic", "Team Plan", "Team Plan, Yearly", "Men's Fitness Club", "Pro, Monthly, EU", "Family 3-in-1",
         'Screen 24"', "Student's First Year", 'Panel, Wide, 48"', "9' Pole Rental", "Partner Access", "Night Saver",
         "Kids' Corner", "Office Bundle with Phone", "Fibre/Cable Mix", "Starter Pack 8 Wt."]


def table():
    rng = random.Random(20)
    rows = []
    letters = ["RI", "MG", "CC", "YY", "BH", "HK", "AN", "ZN", "GN"]
    for i in range(83):
        fee = f"${rng.uniform(0.5, 99):.2f}" if i % 13 else f"${rng.randint(2, 90)}"
        if i % 17 == 5:
            fee = fee[:-1] if "." in fee else fee
        account = f"{letters[rng.randrange(len(letters))]}-{rng.randint(1000, 9999)}"
        words = [rng.choice(WORDS) for _ in range(rng.randint(8, 28))]
        for at in range(4, len(words) - 1, 6):
            words[at] += ","
        remark = " ".join(words).capitalize() + "."
        if i % 19 == 3:
            remark = remark.replace(" ", " it's ", 1)
        if i == 11:
            remark = "A long pole of 8\\'9\" length, kept in the shop."
        plan = PLANS[(i * 7 + rng.randrange(3)) % len(PLANS)]
        rows.append([f"{13 + i % 15:02d}/{1 + i // 15:02d}/2018", f"{i * 15 // 60 % 24:02d}:{i * 15 % 60:02d}",
                     str(rng.choice([0, 1, 1, 2, 2, 3, 4, 9, 12, 16, 30])), account, fee, plan, remark,
                     f"https://www.example.com/account/{account.replace('-', '_')}.html", ""])
    return rows


def tokens(record, header):
    """The record's cells as they are written, before delimiters."""
    out = []
    for j, cell in enumerate(record):
        if j in QUOTED or "," in cell or '"' in cell:
            if not (header and j not in QUOTED):
                cell = '"' + cell.replace('"', '""') + '"'
        out.append(cell)
    return out


def write(lines, end="\r\n"):
    return end.join(lines) + end


def damaged(lines, rows, i, line, name):
    """The file with record `i` (0: the header) written as `line`."""
    data = write(lines[:i] + [line] + lines[i + 1:]).encode()
    return Case(name, data, HEADER, rows, damaged=None if i == 0 else i - 1, damaged_header=i == 0)


def one_place(rows):
    written = [tokens(HEADER, True)] + [tokens(row, False) for row in rows]
    lines = [",".join(cells) for cells in written]
    for i, cells in enumerate(written):
        for j in range(9):
            yield damaged(lines, rows, i, ",".join(cells[:j] + [""] + cells[j:]), f"more_sep_row{i}_col{j}")
            if j > 0:
                merged = cells[:j - 1] + [cells[j - 1] + cells[j]] + cells[j + 1:]
                yield damaged(lines, rows, i, ",".join(merged), f"less_sep_row{i}_col{j}")
            quoted = cells[:j] + ['"' + cells[j]] + cells[j + 1:]
            if cells[j].startswith('"'):
                quoted[j] = '""' + cells[j][1:]
            yield damaged(lines, rows, i, ",".join(quoted), f"extra_quote{i}_col{j}")
        yield damaged(lines, rows, i, " ".join(cells), f"field_delimiter_{i}_0x20")


def whole_file(rows):
    records = [HEADER] + rows
    always = lambda i, j: j in QUOTED
    text = csv_text(records, end="\r\n", quoted=always)
    yield Case("source", text.encode(), HEADER, rows)
    yield Case("no_payload", b"", refused=True)
    yield Case("no_trailing_newline", text.removesuffix("\r\n").encode(), HEADER, rows)
    yield Case("double_trailing_newline", (text + "\r\n").encode(), HEADER, rows)
    yield Case("no_header", csv_text(rows, end="\r\n", quoted=always).encode(), None, rows)
    yield Case("preamble", ("PREAMBLE,,,,,,,,\r\n,,,,,,,,\r\n" + text).encode(), HEADER, rows)
    for count in (2, 3):
        yield Case(f"header_multirow_{count}", csv_text([HEADER] * (count - 1) + records, end="\r\n", quoted=always).encode(),
                   HEADER, rows)
    yield Case("header_only", csv_text([HEADER], end="\r\n", quoted=always).encode(), HEADER, [])
    yield Case("one_data_row", csv_text(records[:2], end="\r\n", quoted=always).encode(), HEADER, rows[:1])
    yield Case("escape_backslash", csv_text(records, end="\r\n", quoted=always, escape="\\").encode(), HEADER, rows)
    for end, name in (("\n", "lf"), ("\r", "cr")):
        yield Case(f"record_delimiter_{name}", csv_text(records, end=end, quoted=always).encode(), HEADER, rows)
    for delimiter, name in ((";", "semicolon"), ("\t", "tab"), (" ", "space")):
        yield Case(f"field_delimiter_{name}", csv_text(records, delimiter, end="\r\n", quoted=always).encode(), HEADER, rows)
    padded = csv_text(records, ",", end="\r\n", quoted=always, pad=" ").encode()
    yield Case("field_delimiter_comma_space", padded, HEADER, rows)
    yield Case("quote_apostrophe", csv_text(records, quote="'", end="\r\n", quoted=always).encode(), HEADER, rows)
    for columns, name in ((8, "less"), (9, "same"), (10, "more")):
        second = [(row + ["7"])[:columns] for row in records[:60]]
        data = (text + csv_text(second, end="\r\n", quoted=always)).encode()
        yield Case(f"multitable_{name}", data, HEADER, rows + ([] if columns != 9 else rows[:59]))


def cases():
    rows = table()
    yield from whole_file(rows)
    yield from one_place(rows)
