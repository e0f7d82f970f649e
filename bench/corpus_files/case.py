"""One file and what is true of it."""
from dataclasses import dataclass, field


@dataclass
class Case:
    name: str
    data: bytes
    header: list | None = None  # None: the file has none
    rows: list = field(default_factory=list)
    damaged: int | None = None  # the row that may read otherwise; "kept to its row" leaves it out
    damaged_header: bool = False
    delimiter: str | None = None  # None: nobody asks
    quote: str | None = None
    types: dict = field(default_factory=dict)  # column → type, or (type, values)
    refused: bool = False
    check_rows: bool = True


def csv_text(rows, delimiter=",", quote='"', end="\n", quoted=None, escape=None, pad=""):
    """`quoted(row, column)` says which cells stand in quotes whatever they hold; others where they must."""
    out = []
    for i, row in enumerate(rows):
        cells = []
        for j, cell in enumerate(row):
            must = any(mark in cell for mark in (delimiter, quote, "\n", "\r")) if quote else False
            if quote and (must or (quoted and quoted(i, j))):
                inner = cell.replace(escape, escape * 2) if escape else cell
                cell = quote + inner.replace(quote, (escape or quote) + quote) + quote
            cells.append(cell)
        out.append((delimiter + pad).join(cells) + end)
    return "".join(out)
