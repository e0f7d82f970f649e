"""Customer exports as programs and people of many countries write them."""
from .case import Case, csv_text

PEOPLE = [("Ann Lee", "Leeds", "Basic", 19.0, 3, "2021-02-03", "no"), ("Ben Ray", "York", "Pro", 49.5, 14, "2020-11-28", "yes"),
          ("Cy Dow", "Bath", "Team", 99.0, 8, "2022-06-17", "no"), ("Di Fox", "Hull", "Basic", 19.0, 1, "2023-01-30", "no"),
          ("Ed Orr", "Ely", "Pro", 1250.25, 22, "2019-08-05", "yes"), ("Flo Poe", "Wells", "Team", 104.75, 5, "2022-12-12", "no"),
          ("Gus Roe", "Ripon", "Basic", 21.0, 9, "2021-09-21", "yes"), ("Hal Kay", "Truro", "Pro", 49.5, 2, "2023-04-14", "no")]


def comma(number):
    """1250.25 → 1.250,25"""
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


def german_day(day):
    return ".".join(reversed(day.split("-")))


ENGLISH = ["Customer ID", "Name", "City", "Plan", "Monthly Charge", "Tickets", "Customer Since", "Churned"]
english = [[str(1000 + i), n, c, p, f"{f:.2f}", str(t), d, x] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
GERMAN = ["Kundennummer", "Name", "Ort", "Tarif", "Monatsbetrag", "Tickets", "Kunde seit", "Gekündigt"]
german = [[f"{71000 + i}", n, c, p, comma(f), str(t), german_day(d), "ja" if x == "yes" else "nein"]
          for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
FRENCH = ["N° client", "Nom", "Ville", "Offre", "Montant mensuel", "Tickets", "Client depuis", "Résilié"]
french = [[str(500 + i), n, c, p, f"{f:.2f}".replace(".", ","), str(t), "/".join(reversed(d.split("-"))),
           "oui" if x == "yes" else "non"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
PORTUGUESE = ["Código", "Nome", "Cidade", "Plano", "Mensalidade", "Chamados", "Cliente desde", "Cancelou"]
portuguese = [[str(20 + i), n, c, p, "R$ " + comma(f), str(t), "/".join(reversed(d.split("-"))),
               "sim" if x == "yes" else "não"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
SPANISH = ["Id cliente", "Nombre", "Ciudad", "Plan", "Cuota mensual", "Incidencias", "Fecha de alta", "Baja"]
spanish = [[str(900 + i), n, c, p, comma(f) + " €", str(t), "/".join(reversed(d.split("-"))),
            "sí" if x == "yes" else "no"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
US = ["Account", "Name", "City", "Plan", "MRR", "Tickets", "Signup Date", "Churned"]
us = [[f"A-{i + 1:04d}", n, c, p, f"${f:,.2f}", str(t), f"{int(d[5:7])}/{int(d[8:])}/{d[:4]}", "TRUE" if x == "yes" else "FALSE"]
      for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]

LANGUAGES = {"english": (ENGLISH, english, ","), "german": (GERMAN, german, ";"), "french": (FRENCH, french, ";"),
             "portuguese": (PORTUGUESE, portuguese, ";"), "spanish": (SPANISH, spanish, ";"), "us": (US, us, ",")}
KINDS = {"Monthly Charge": "number", "Customer Since": "date", "Churned": "boolean", "Monatsbetrag": "number",
         "Kunde seit": "date", "Gekündigt": "boolean", "Montant mensuel": "number", "Client depuis": "date", "Résilié": "boolean",
         "Mensalidade": "number", "Cliente desde": "date", "Cancelou": "boolean", "Cuota mensual": "number",
         "Fecha de alta": "date", "Baja": "boolean", "MRR": "number", "Signup Date": "date", "Tickets": "number"}
TOTAL = {"english": "Total", "german": "Summe", "french": "Total", "portuguese": "Total geral", "spanish": "Total", "us": "Grand Total"}
TITLE = {"english": "Customer report", "german": "Kundenliste", "french": "Liste des clients", "portuguese": "Relatório de clientes",
         "spanish": "Informe de clientes", "us": "Subscription Report"}


def dressed(language):
    """One table with what exports put around it."""
    header, rows, delimiter = LANGUAGES[language]
    records = [header] + rows
    text = csv_text(records, delimiter, end="\r\n")
    width = len(header)
    fill = delimiter * (width - 1)
    title = TITLE[language]
    money = sum(p[3] for p in PEOPLE)
    tickets = sum(p[4] for p in PEOPLE)
    written = {"english": f"{money:.2f}", "us": f"${money:,.2f}", "german": comma(money), "french": f"{money:.2f}".replace(".", ","),
               "portuguese": "R$ " + comma(money), "spanish": comma(money) + " €"}[language]
    total = csv_text([[TOTAL[language], "", "", "", written, str(tickets), "", ""]], delimiter, end="\r\n")
    unnamed = csv_text([["", "", "", "", written, str(tickets), "", ""]], delimiter, end="\r\n")
    half = csv_text(records[:5], delimiter, end="\r\n") + csv_text([header] + records[5:], delimiter, end="\r\n")
    variants = {
        "plain": text,
        "mark": "\ufeff" + text,
        "sep": f"sep={delimiter}\r\n" + text,
        "sep_mark": f"\ufeffsep={delimiter}\r\n" + text,
        "sep_quoted": f'"sep={delimiter}"\r\n' + text,
        "title": f"{title}\r\n" + text,
        "title_filled": f"{title}{fill}\r\n" + text,
        "title_blank": f"{title}\r\n\r\n" + text,
        "title_notes": f"{title}\r\nExported: 2024-01-31 10:00\r\nFilter: all\r\n\r\n" + text,
        "key_values": f"Report{delimiter}{title}\r\nDate{delimiter}2024-01-31\r\nUser{delimiter}admin\r\n" + text,
        "comments": f"# {title}\r\n# made by export\r\n" + text,
        "total": text + total,
        "total_unnamed": text + unnamed,
        "total_blank": text + "\r\n" + total,
        "count": text + f"({len(rows)} rows)\r\n",
        "footer": text + "\r\n© 2024 Example Ltd\r\n",
        "end_of_report": text + "END OF REPORT\r\n",
        "footer_filled": text + f"Confidential{fill}\r\n",
        "everything": f"{title}\r\n\r\n" + text + total + "\r\nEND OF REPORT\r\n",
        "repeated_header": half,
        "blank_lines": text.replace("\r\n", "\r\n\r\n"),
        "delimiter_lines": text + f"{fill}\r\n{fill}\r\n",
        "trailing_delimiters": text.replace("\r\n", delimiter + "\r\n"),
        "ctrl_z": text + "\x1a",
        "all_quoted": csv_text(records, delimiter, end="\r\n", quoted=lambda i, j: True),
        "lf": text.replace("\r\n", "\n"),
        "padded": csv_text(records, delimiter, end="\r\n", quoted=lambda i, j: j in (1, 3), pad=" ") if delimiter == "," else text,
    }
    for name, data in variants.items():
        names = header
        kinds = {column: KINDS[column] for column in header if column in KINDS}
        cells = rows
        yield Case(f"{language}_{name}", data.encode(), names, cells, types=kinds)
    if language != "english":
        yield Case(f"{language}_cp1252", text.encode("cp1252", "replace"), header, rows, types=kinds)
    yield Case(f"{language}_utf16", text.encode("utf-16"), header, rows, types=kinds)
    yield Case(f"{language}_no_header", csv_text(rows, delimiter).encode(), None, rows)
    yield Case(f"{language}_one_row", csv_text(records[:2], delimiter).encode(), header, rows[:1])
    yield Case(f"{language}_two_rows", csv_text(records[:3], delimiter).encode(), header, rows[:2])


def programs():
    """Exports of programs, each with its own habit."""
    notes = ["Called twice.\nWants a refund, soon", 'Said "fine"', "", "ok", "Line 1\n\nLine 3; done", "vip", "-", "none"]
    rows = [[f"0015g{i:08d}AAA", n, f"{c}, UK", notes[i], d + "T09:30:00.000Z", x] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    header = ["Account ID", "Account Name", "Billing Address", "Description", "Created Date", "Churned"]
    yield Case("salesforce", csv_text([header] + rows, quoted=lambda i, j: True).encode(), header, rows,
               types={"Created Date": "date", "Churned": "boolean"})
    foot = '"Customer churn report"\n"Copyright (c) 2000-2024 example.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n'
    yield Case("salesforce_footer", (csv_text([header] + rows, quoted=lambda i, j: True) + "\n\n\n" + foot).encode(), header, rows)
    header = ["Record ID", "First Name", "Email", "Lifecycle Stage", "Associated Deal IDs", "Last Activity Date"]
    rows = [[f"{90071992547409931 + i}", n.split()[0], n.lower().replace(" ", ".") + "@example.com", "customer",
             f"{10 + i};{20 + i}", d + " 14:02"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("hubspot", csv_text([header] + rows).encode(), header, rows, types={"Record ID": "text", "Last Activity Date": "date"})
    header = ["id", "Description", "Created (UTC)", "Amount", "Currency", "Customer ID", "Captured"]
    rows = [[f"ch_{i}Kx{i * 7919}", f"Invoice {i}, plan {p}", d + " 10:11", f"{f:.2f}", "usd", f"cus_{i * 31}", "true"]
            for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("stripe", csv_text([header] + rows).encode(), header, rows, types={"Amount": "number", "Captured": "boolean"})
    header = ["First Name", "Last Name", "Accepts Email Marketing", "Zip", "Phone", "Total Spent", "Total Orders", "Note", "Tax Exempt"]
    rows = [[*n.split(), x, f"'{i:05d}", f"'+44171{i:07d}", f"{f:.2f}", str(t), "", "no"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("shopify", csv_text([header] + rows).encode(), header, rows, types={"Total Spent": "number"})
    header = ["Kunde", "Name 1", "Buchungsdatum", "Betrag", "Währ"]
    rows = [[f"{i:010d}", n, german_day(d), comma(f) + ("-" if i % 3 == 0 else ""), "EUR"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("sap", csv_text([header] + rows, ";", end="\r\n").encode("cp1252"), header, rows, types={"Kunde": "text", "Betrag": "number"})
    header = ["Umsatz", "Soll/Haben", "Konto", "Gegenkonto", "Belegdatum", "Buchungstext"]
    rows = [[f"{f:.2f}".replace(".", ","), "S" if i % 2 else "H", f"{10000 + i}", "8400", f"{d[8:]}{d[5:7]}", f"Rechnung {i}; {n}"]
            for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    front = '"EXTF";700;21;"Buchungsstapel";13;20240131;;"RE";"";""\r\n'
    yield Case("datev", (front + csv_text([header] + rows, ";", end="\r\n", quoted=lambda i, j: i > 0 and j in (1, 5))).encode("cp1252"),
               header, rows)
    header = ["Datum", "Naam / Omschrijving", "Rekening", "Af Bij", "Bedrag (EUR)", "Mededelingen"]
    rows = [[d.replace("-", ""), n, f"NL{i:02d}INGB000{i * 7919:07d}", "Af" if i % 2 else "Bij", f"{f:.2f}".replace(".", ","),
             f"Pas: {i}, Kenmerk: x{i}"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("bank_dutch", csv_text([header] + rows, quoted=lambda i, j: True).encode(), header, rows, types={"Bedrag (EUR)": "number"})
    header = ["Buchungstag", "Verwendungszweck", "Betrag", "Saldo"]
    rows = [[german_day(d), f"Abo {p} {n}", comma(-f), comma(5000 - f)] for n, c, p, f, t, d, x in PEOPLE]
    head = '"Kontonummer:";"DE12 3456 / Girokonto"\r\n\r\n"Von:";"01.01.2024"\r\n"Bis:";"31.01.2024"\r\n"Kontostand vom 31.01.2024:";"5.000,00 EUR"\r\n\r\n'
    yield Case("bank_german", (head + csv_text([header] + rows, ";", end="\r\n", quoted=lambda i, j: True)).encode("cp1252"), header, rows)
    header = ["", "customer", "plan", "fee"]
    rows = [[str(i), n, p, f"{f:.1f}"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("pandas_index", csv_text([header] + rows).encode(), header, rows)
    header = ["customer", "plan", "fee"]
    rows = [[str(i + 1), n, p, f"{f:.1f}"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    data = csv_text([header], quoted=lambda i, j: True) + csv_text(rows, quoted=lambda i, j: j != 3)
    yield Case("r_row_names", data.encode(), ["", *header], rows)
    header = ["customer_id", "name", "plan", "fee", "left_at"]
    rows = [[str(i), n, p, f"{f:.2f}", d if x == "yes" else "\\N"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("postgres_copy", csv_text([header] + rows, "\t").encode(), header, rows)
    header = ["customer_id", "name", "note"]
    rows = [[str(i), n, ['say \\"hi\\"', "a, b", "x\\\\y", "ok"][i % 4]] for i, (n, *_) in enumerate(PEOPLE)]
    data = ",".join(f'"{c}"' for c in header) + "\n" + "".join(",".join(f'"{c}"' for c in row) + "\n" for row in rows)
    meant = [[a, b, c.replace('\\"', '"').replace("\\\\", "\\")] for a, b, c in rows]
    yield Case("mysql_escapes", data.encode(), header, meant)
    header = ["Customer", "Money", "", "Usage", ""]
    under = ["", "Monthly", "Total", "Calls", "Minutes"]
    rows = [[n, f"{f:.2f}", f"{f * t:.2f}", str(t), str(t * 7)] for n, c, p, f, t, d, x in PEOPLE]
    yield Case("two_row_header", csv_text([header, under] + rows).encode(),
               ["Customer", "Money Monthly", "Money Total", "Usage Calls", "Usage Minutes"], rows)
    header = ["Zip", "Id", "Phone", "Fee", "Left"]
    rows = [[f'="{i:05d}"', f"{7000000000000000000 + i * 31}", f"+4930{i:07d}", f"{f:.2f}", x] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    data = csv_text([header] + [["=\"" + r[0][2:-1] + "\""] + r[1:] for r in rows], quoted=lambda i, j: False)
    plain = ",".join(header) + "\n" + "".join(",".join(r) + "\n" for r in rows)
    yield Case("excel_formula_text", plain.encode(), header, rows, types={"Zip": "text", "Id": "text", "Phone": "text"})
    yield Case("excel_formula_quoted", data.encode(), header, rows, types={"Zip": "text", "Id": "text"})
    header = [" Id ", "Plan\u00a0Name", "\u200bFee", "City", "City", ""]
    rows = [[str(i), p, f"{f:.2f}", c, c.upper(), "x"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("untidy_header", csv_text([header] + rows).encode(), header, rows)
    header = ["Ticket id", "Requester", "Subject", "Status", "Tags", "Satisfaction"]
    rows = [[str(i), n, "Re: \"late\" invoice, again" if i % 2 else "Login\nfails", "open", "a b", "good"] for i, (n, *_) in enumerate(PEOPLE)]
    yield Case("zendesk", csv_text([header] + rows).encode(), header, rows)
    header = ["Month", "Plan", "Count of customers"]
    rows = [["2024-01", "Basic", "12"], ["2024-01", "Pro", "7"], ["2024-02", "Basic", "14"], ["2024-02", "Pro", "9"]]
    yield Case("power_bi", ("\ufeff" + csv_text([header] + rows) + "\nApplied filters:\nPlan is not (Blank)\n").encode(), header, rows)
    header = ["date", "description", "amount"]
    rows = [["2024-01-02", "first table", "1.5"], ["2024-01-03", "still first", "2.5"], ["2024-01-04", "last", "3.5"]]
    second = "name,total\nann,3\nben,4\n"
    yield Case("second_table", (csv_text([header] + rows) + "\n" + second).encode(), header, rows)
    header = ["Phone", "Churn?", "Intl Plan", "Day Mins"]
    rows = [[f"382-{4657 + i}", "True." if x == "yes" else "False.", x, f"{f:.1f}"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    yield Case("true_dot", csv_text([header] + rows).encode(), header, rows, types={"Churn?": "boolean"})
    header = ["name", "address", "fee"]
    rows = [[n, f"{i} Main St, {c}", f"{f:.2f}"] for i, (n, c, p, f, t, d, x) in enumerate(PEOPLE)]
    data = csv_text([header] + rows)
    broken = data.replace('"3 Main St, Hull"', "3 Main St, Hull")
    yield Case("bare_comma_in_address", broken.encode(), header, rows)


def cases():
    for language in LANGUAGES:
        yield from dressed(language)
    yield from programs()
