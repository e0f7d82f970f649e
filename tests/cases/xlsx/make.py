#!/usr/bin/env python3
"""Made the workbooks beside it: some by openpyxl (python3-openpyxl), a writer that is not ours, some by hand, as other
programs write them. Run in this folder; the tests need the workbooks only."""
import datetime as dt
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Font

WHEN = (2026, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def save(book, name):
    book.properties.created = book.properties.modified = dt.datetime(*WHEN)
    book.save(name)


def types():
    book = Workbook()
    sheet = book.active
    sheet.title = "Customers"
    sheet.append(["id", "name", "since", "last_seen", "login", "balance", "discount", "zip", "active", "score", "account", "churn"])
    for i in range(8):
        sheet.append([f"{i:05}", ["Ann", "Köln, Ben", 'Eve "E"', "two\nlines"][i % 4], dt.date(2023, 1 + i, 5),
                      dt.datetime(2024, 2, 1 + i, 8, 30, i), dt.time(9, i), 0.1 * i, 0.2537 + i / 100, 1067 + i, i % 3 == 0,
                      "#N/A" if i == 2 else i * 1.5, 1234567890123456 + i, "yes" if i % 2 else "no"])
        row = sheet.max_row
        sheet.cell(row, 7).number_format = "0%"
        sheet.cell(row, 8).number_format = "00000"
        sheet.cell(row, 11).number_format = "0"
    sheet.row_dimensions[3].hidden = True
    save(book, "types.xlsx")


def around_the_table():
    book = Workbook()
    sheet = book.active
    sheet["C2"] = "Customers of the north"
    sheet["C2"].font = Font(bold=True)
    sheet.merge_cells("C2:G2")
    sheet["C3"] = "Stand: May 2023"
    for column, text in enumerate(["region", "customer", "plan", "monthly", "churn"], 3):
        sheet.cell(5, column, text)
    for i in range(9):
        row = 6 + i
        if i % 3 == 0:
            sheet.cell(row, 3, ["North", "South", "West"][i // 3])
            sheet.merge_cells(start_row=row, end_row=row + 2, start_column=3, end_column=3)
        for column, value in enumerate([f"C-{100 + i}", ["basic", "pro"][i % 2], 10 + i, ["no", "yes"][i % 2]], 4):
            sheet.cell(row, column, value)
    sheet["K8"] = "called on Monday"
    sheet["C15"], sheet["F15"] = "Total", sum(10 + i for i in range(9))
    sheet["C18"] = "Source: billing"
    save(book, "around_the_table.xlsx")


def sheets():
    book = Workbook()
    cover = book.active
    cover.title = "About"
    for row in [["Report", "Customers"], ["Made by", "Billing"], ["Made on", dt.date(2024, 5, 1)]]:
        cover.append(row)
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    table = book.create_sheet("Customers & more")
    for sheet, year in [(hidden, 2022), (table, 2024)]:
        sheet.append(["id", "since", "churn"])
        for i in range(4):
            sheet.append([i + 1, dt.date(year, 3, 1 + i), ["no", "yes"][i % 2]])
    book.create_sheet("Empty")
    save(book, "sheets.xlsx")


def formulas():
    book = Workbook()
    sheet = book.active
    sheet.append(["id", "price", "twice", "churn"])
    for i in range(3):
        sheet.append([i + 1, 1.5 + i, f"=B{i + 2}*2", "yes" if i else "no"])
    save(book, "formulas.xlsx")


def write(name, parts):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts:
            archive.writestr(zipfile.ZipInfo(part, WHEN), text.encode(), zipfile.ZIP_DEFLATED)


def relations(kind, *targets):
    lines = "".join(f'<Relationship Id="rId{i}" Type="{kind}/{type_}" Target="{target}"/>' for i, (type_, target) in enumerate(targets, 1))
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def like_excel():
    """Shared strings with rich text and a reading aid, prefixes, absolute targets, a dimension that lies, dates since 1904."""
    strings = ["id", "name", "since", "spent", "note", "churn", "<r><t>Ri</t></r><r><rPr><b/></rPr><t>ch</t></r>",
               "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>", '<t xml:space="preserve"> led </t>', "<t>a_x000D_b</t>", "yes", "no"]
    shared = "".join(f"<x:si>{text if text.startswith('<') else f'<t>{text}</t>'}</x:si>" for text in strings)
    shared = shared.replace("<t", "<x:t").replace("</t", "</x:t").replace("<r>", "<x:r>").replace("</r>", "</x:r>")
    shared = shared.replace("<rPh", "<x:rPh").replace("</rPh", "</x:rPh").replace("<rPr", "<x:rPr").replace("</rPr", "</x:rPr").replace("<b/>", "<x:b/>")
    rows = '<x:row r="1">' + "".join(f'<x:c r="{c}1" t="s"><x:v>{i}</x:v></x:c>' for i, c in enumerate("ABCDEF")) + "</x:row>"
    for row, (name, day, spent, note, churn) in enumerate([(6, 40000, "0.30000000000000004", None, 10), (7, 40001.5, "12", 8, 11),
                                                          (6, 40002, "1E+3", 9, 11), (7, 40003, "-5.25", None, 10)], 2):
        note = "" if note is None else f'<x:c r="E{row}" t="s"><x:v>{note}</x:v></x:c>'
        rows += (f'<x:row r="{row}" hidden="1"><x:c r="A{row}"><x:v>{row}</x:v></x:c><x:c r="B{row}" t="s"><x:v>{name}</x:v></x:c>'
                 f'<x:c r="C{row}" s="1"><x:f>TODAY()</x:f><x:v>{day}</x:v></x:c><x:c r="D{row}" s="2"><x:v>{spent}</x:v></x:c>{note}'
                 f'<x:c r="F{row}" t="s"><x:v>{churn}</x:v></x:c></x:row>')
    for row in range(6, 40):
        rows += f'<x:row r="{row}"><x:c r="A{row}" s="1"/></x:row>'
    write("like_excel.xlsx", [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations(RELS, ("extended-properties", "docProps/app.xml"), ("officeDocument", "/xl/workbook.xml"))),
        ("xl/workbook.xml", f'<?xml version="1.0" encoding="UTF-8"?><x:workbook xmlns:x="{MAIN}" xmlns:r="{RELS}"><x:workbookPr date1904="1"/>'
                            '<x:sheets><x:sheet name="Chart" sheetId="9" r:id="rId4"/><x:sheet name="Data" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>'),
        ("xl/_rels/workbook.xml.rels", relations(RELS, ("worksheet", "/xl/worksheets/Sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"),
                                                 ("styles", "styles.xml"), ("chartsheet", "chartsheets/sheet1.xml"))),
        ("xl/worksheets/sheet1.xml", f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:XFD1048576"/><x:sheetData>{rows}</x:sheetData></x:worksheet>'),
        ("xl/styles.xml", f'<x:styleSheet xmlns:x="{MAIN}"><x:numFmts count="1"><x:numFmt numFmtId="164" formatCode="[$€-407]#,##0.00;[Red]-0.00"/></x:numFmts>'
                          '<x:cellStyleXfs><x:xf numFmtId="14"/></x:cellStyleXfs>'
                          '<x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf numFmtId="164"/></x:cellXfs></x:styleSheet>'),
        ("xl/sharedStrings.xml", f'<x:sst xmlns:x="{MAIN}" count="1" uniqueCount="1">{shared}</x:sst>')])


def like_libreoffice():
    """Formats with a language, durations, booleans and errors; the strings and the styles by relative names."""
    codes = ["General", "DD/MM/YY", "[$-407]D. MMMM YYYY;@", "[HH]:MM:SS", "HH:MM\\ AM/PM", "0.0%", "000\\-00\\-0000", '0" kg"', "@"]
    xfs = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(codes)))
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for i, code in enumerate(codes))
    names = ["id", "start", "end", "used", "woken", "share", "ssn", "weight", "code", "ok", "ratio"]
    cells = [[names]] + [[i, 45000 + i, 45100.25, 1.5 + i / 24, 0.3125, 0.07, 123456780 + i, 2 + i, f"0{i}", i % 2, "#DIV/0!" if i == 1 else i / 4] for i in range(4)]
    rows = '<row r="1">' + "".join(f'<c r="{chr(65 + i)}1" t="inlineStr"><is><t>{name}</t></is></c>' for i, name in enumerate(names)) + "</row>"
    for number, row in enumerate(cells[1:], 2):
        rows += f'<row r="{number}">'
        for i, value in enumerate(row):
            place = f'r="{chr(65 + i)}{number}" s="{i if i < 9 else 0}"'
            kind = ' t="b"' if i == 9 else ' t="e"' if value == "#DIV/0!" else ' t="str"' if i == 8 else ""
            rows += f"<c {place}{kind}><v>{value}</v></c>"
        rows += "</row>"
    write("like_libreoffice.xlsx", [
        ("_rels/.rels", relations(RELS, ("officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations(RELS, ("styles", "styles.xml"), ("worksheet", "worksheets/sheet1.xml"))),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId2"/></sheets></workbook>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'),
        ("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>')])


def strict_without_places():
    """Strict OOXML: its own namespaces, dates as text; rows and cells do not say where they stand; a name with a step up."""
    rows = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ["id", "since", "seen", "churn"]) + "</row>"
    for i in range(1, 4):
        rows += (f'<row><c><v>{i}</v></c><c t="d"><v>2023-01-0{i}T00:00:00</v></c><c t="d"><v>2023-01-0{i}T10:30:00</v></c>'
                 f'<c t="inlineStr"><is><r><t>{"y" if i > 1 else "n"}</t></r><r><t>{"es" if i > 1 else "o"}</t></r></is></c></row>')
    write("strict_without_places.xlsx", [
        ("_rels/.rels", relations(STRICT_RELS, ("officeDocument", "book/main.xml"))),
        ("book/main.xml", f'<workbook xmlns="{STRICT_MAIN}" xmlns:r="{STRICT_RELS}" conformance="strict"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'),
        ("book/_rels/main.xml.rels", relations(STRICT_RELS, ("worksheet", "../sheets/one.xml"))),
        ("sheets/one.xml", f'<worksheet xmlns="{STRICT_MAIN}"><sheetData>{rows}</sheetData></worksheet>')])


for make in [types, around_the_table, sheets, formulas, like_excel, like_libreoffice, strict_without_places]:
    make()
