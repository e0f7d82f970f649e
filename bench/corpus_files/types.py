"""One column a file: how people write numbers, dates, booleans, codes and nothing."""
import datetime

from .case import Case, csv_text

D = datetime.date


def iso(days):
    return [day.isoformat() if day else None for day in days]


DAYS = [D(2023, 1, 5), D(2023, 2, 17), D(2023, 3, 28), D(2022, 12, 31), D(2024, 2, 29)]
GERMAN = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
FRENCH = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
SPANISH = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]

# name: (column name, cells, type, values, delimiter)
COLUMNS = {
    "whole": ("seats", ["1", "22", "0", "-5", "1000"], "number", [1, 22, 0, -5, 1000], ","),
    "decimal_dot": ("fee", ["1.5", "22.25", "0.1", "-5.75"], "number", [1.5, 22.25, .1, -5.75], ","),
    "decimal_comma": ("fee", ["1,5", "22,25", "0,1", "-5,75"], "number", [1.5, 22.25, .1, -5.75], ";"),
    "thousands_comma": ("fee", ["1,234.50", "22.25", "1,234,567.00"], "number", [1234.5, 22.25, 1234567], ","),
    "thousands_dot": ("fee", ["1.234,50", "22,25", "1.234.567,00"], "number", [1234.5, 22.25, 1234567], ";"),
    "thousands_space": ("fee", ["1 234,50", "22,25", "1 234 567,00"], "number", [1234.5, 22.25, 1234567], ";"),
    "thousands_nbsp": ("fee", ["1\u00a0234,50", "22,25"], "number", [1234.5, 22.25], ";"),
    "thousands_narrow": ("fee", ["1\u202f234,50", "22,25"], "number", [1234.5, 22.25], ";"),
    "thousands_swiss": ("fee", ["1'234.50", "22.25", "1'234'567.00"], "number", [1234.5, 22.25, 1234567], ","),
    "indian": ("fee", ["12,34,567.50", "1,00,000", "99.5"], "number", [1234567.5, 100000, 99.5], ","),
    "one_sign_thrice": ("fee", ["1,234,567", "2,500,000", "750"], "number", [1234567, 2500000, 750], ","),
    "groups_not_three": ("fee", ["0,125", "3,1", "22,5"], "number", [.125, 3.1, 22.5], ";"),
    "dollar": ("fee", ["$1.50", "$22.00", "$1,300.25"], "number", [1.5, 22, 1300.25], ","),
    "euro_behind": ("fee", ["1,50 €", "22,00 €", "1.300,25 €"], "number", [1.5, 22, 1300.25], ";"),
    "code_before": ("fee", ["USD 1.50", "USD 22.00", "USD 300.25"], "number", [1.5, 22, 300.25], ","),
    "reais": ("fee", ["R$ 1,50", "R$ 22,00", "R$ 1.300,25"], "number", [1.5, 22, 1300.25], ";"),
    "percent": ("rate", ["12%", "7.5%", "100%", "0%"], "number", [12, 7.5, 100, 0], ","),
    "percent_blank": ("rate", ["12 %", "7,5 %", "100 %"], "number", [12, 7.5, 100], ";"),
    "brackets": ("balance", ["(1.00)", "25.50", "(1,300.25)"], "number", [-1, 25.5, -1300.25], ","),
    "minus_behind": ("balance", ["1.00-", "25.50", "300.25-"], "number", [-1, 25.5, -300.25], ","),
    "minus_sign": ("balance", ["−1.00", "25.50", "−300.25"], "number", [-1, 25.5, -300.25], ","),
    "plus": ("change", ["+1.5", "-2.5", "+30"], "number", [1.5, -2.5, 30], ","),
    "exponent": ("score", ["1e5", "2.5e-3", "1E3"], "number", [1e5, .0025, 1000], ","),
    "missing_words": ("fee", ["1.5", "NA", "n/a", "null", "-", "", "?", "None", "2.5"], "number",
                      [1.5, None, None, None, None, None, None, None, 2.5], ","),
    "odd_word": ("fee", [f"{i}.5" for i in range(199)] + ["unknown"], "number", [i + .5 for i in range(199)] + [None], ","),
    "leading_zeros": ("zip", ["01234", "00501", "90210"], "text", ["01234", "00501", "90210"], ","),
    "long_id": ("id", ["1234567890123456789", "9876543210987654321"], "text", ["1234567890123456789", "9876543210987654321"], ","),
    "phone": ("phone", ["+49 30 901820", "+44 20 79460000", "+1 212 5550100"], "text", None, ","),
    "phone_plain": ("phone", ["+493090182000", "+442079460000"], "text", None, ","),
    "phone_dashed": ("phone", ["030-901820", "0171-2345678", "(212) 555-0100"], "text", None, ","),
    "version": ("version", ["1.2.3", "10.0.1", "2.0"], "text", None, ","),
    "formula_text": ("code", ['="0012"', '="0450"', '="9001"'], "text", ["0012", "0450", "9001"], ","),
    "inf_names": ("name", ["Inf", "Nan", "Ann", "Bo"], "text", ["Inf", "Nan", "Ann", "Bo"], ","),
    "hex_like": ("code", ["12e", "44f", "1e5"], "text", ["12e", "44f", "1e5"], ","),
    "none_is_a_plan": ("plan", ["None", "Basic", "Pro", "None"], "text", ["None", "Basic", "Pro", "None"], ","),
    "text_missing": ("plan", ["Basic", "NA", "", "NULL", "N/A", "Pro"], "text", ["Basic", None, None, None, None, "Pro"], ","),
    "months_alone": ("name", ["May", "April", "June", "Ann"], "text", ["May", "April", "June", "Ann"], ","),
    "iso_date": ("since", [d.isoformat() for d in DAYS], "date", iso(DAYS), ","),
    "iso_time": ("since", [f"{d.isoformat()} 10:30:00" for d in DAYS], "date", [f"{d.isoformat()}T10:30:00Z" for d in DAYS], ","),
    "iso_zone": ("since", [f"{d.isoformat()}T10:30:00+02:00" for d in DAYS], "date", [f"{d.isoformat()}T08:30:00Z" for d in DAYS], ","),
    "iso_z": ("since", [f"{d.isoformat()}T10:30:00Z" for d in DAYS], "date", [f"{d.isoformat()}T10:30:00Z" for d in DAYS], ","),
    "iso_ms": ("since", [f"{d.isoformat()}T10:30:00.250Z" for d in DAYS], "date", [f"{d.isoformat()}T10:30:00.250Z" for d in DAYS], ","),
    "slashes_iso": ("since", [d.strftime("%Y/%m/%d") for d in DAYS], "date", iso(DAYS), ","),
    "day_first": ("since", [d.strftime("%d/%m/%Y") for d in DAYS], "date", iso(DAYS), ","),
    "month_first": ("since", [d.strftime("%m/%d/%Y") for d in DAYS], "date", iso(DAYS), ","),
    "last_row_decides": ("since", ["05/06/2023"] * 30 + ["13/06/2023"], "date", ["2023-06-05"] * 30 + ["2023-06-13"], ","),
    "dots": ("since", [d.strftime("%d.%m.%Y") for d in DAYS], "date", iso(DAYS), ";"),
    "dots_short": ("since", [d.strftime("%d.%m.%y") for d in DAYS], "date", iso(DAYS), ";"),
    "short_years": ("since", ["1/31/99", "12/31/23", "2/15/68"], "date", ["1999-01-31", "2023-12-31", "1968-02-15"], ","),
    "half_day": ("since", ["1/31/2023 1:05 PM", "12/31/2023 12:00 AM"], "date", ["2023-01-31T13:05:00Z", "2023-12-31T00:00:00Z"], ","),
    "english": ("since", [d.strftime("%b %-d, %Y") for d in DAYS], "date", iso(DAYS), ","),
    "english_day_first": ("since", [d.strftime("%-d %B %Y") for d in DAYS], "date", iso(DAYS), ","),
    "month_dash_day": ("since", [d.strftime("%d-%b-%y") for d in DAYS], "date", iso(DAYS), ","),
    "german": ("seit", [f"{d.day}. {GERMAN[d.month - 1]} {d.year}" for d in DAYS], "date", iso(DAYS), ";"),
    "french": ("depuis", [f"{d.day} {FRENCH[d.month - 1]} {d.year}" for d in DAYS], "date", iso(DAYS), ";"),
    "spanish": ("desde", [f"{d.day} de {SPANISH[d.month - 1]} de {d.year}" for d in DAYS], "date", iso(DAYS), ";"),
    "month_year": ("cohort", ["Jan-23", "Feb-23", "Dec-22"], "date", ["2023-01-01", "2023-02-01", "2022-12-01"], ","),
    "compact": ("signup_date", ["20230105", "20221231", "20240229"], "date", ["2023-01-05", "2022-12-31", "2024-02-29"], ","),
    "compact_no_date": ("order", ["20230105", "20221231", "20240229"], "number", [20230105, 20221231, 20240229], ","),
    "excel_serial": ("signup_date", ["44931", "45000", "44561"], "date", ["2023-01-05", "2023-03-15", "2021-12-31"], ","),
    "ambiguous": ("since", ["05/06/2023", "01/02/2023", "11/12/2022"], "date_ambiguous", ["2023-05-06", "2023-01-02", "2022-11-12"], ","),
    "ambiguous_semicolon": ("since", ["05/06/2023", "01/02/2023"], "date_ambiguous", ["2023-06-05", "2023-02-01"], ";"),
    "zero_date": ("since", ["2023-01-05", "0000-00-00", "2023-02-17"], "date", ["2023-01-05", None, "2023-02-17"], ","),
    "yes_no": ("left", ["yes", "no", "no", "yes"], "boolean", [True, False, False, True], ","),
    "Yes_No_missing": ("left", ["Yes", "No", "", "N/A", "Yes"], "boolean", [True, False, None, None, True], ","),
    "true_false": ("left", ["TRUE", "FALSE", "TRUE"], "boolean", [True, False, True], ","),
    "true_dot": ("Churn?", ["True.", "False.", "False."], "boolean", [True, False, False], ","),
    "y_n": ("left", ["Y", "N", "N", "Y"], "boolean", [True, False, False, True], ","),
    "t_f": ("left", ["t", "f", "f"], "boolean", [True, False, False], ","),
    "one_zero": ("left", ["1", "0", "0", "1"], "boolean", [True, False, False, True], ","),
    "ja_nein": ("weg", ["ja", "nein", "ja"], "boolean", [True, False, True], ";"),
    "oui_non": ("parti", ["oui", "non", "non"], "boolean", [True, False, False], ";"),
    "si_no": ("baja", ["sí", "no", "no"], "boolean", [True, False, False], ","),
    "sim_nao": ("saiu", ["sim", "não", "não"], "boolean", [True, False, False], ";"),
    "da_net": ("ушел", ["да", "нет", "нет"], "boolean", [True, False, False], ";"),
    "tak_nie": ("odszedl", ["tak", "nie", "nie"], "boolean", [True, False, False], ";"),
    "hai_iie": ("left", ["はい", "いいえ", "いいえ"], "boolean", [True, False, False], ","),
    "empty": ("fax", ["", "", ""], "empty", [None, None, None], ","),
    "mixed": ("size", ["1", "2", "large", "small", "3"], "text", ["1", "2", "large", "small", "3"], ","),
    "late_code": ("id", [str(i) for i in range(1, 400)] + ["007"], "text", [str(i) for i in range(1, 400)] + ["007"], ","),
    "months_trailing": ("since", ["05/06/2023"] * 3, "date_ambiguous", ["2023-05-06"] * 3, ","),
}


def cases():
    for name, (column, cells, kind, values, delimiter) in COLUMNS.items():
        rows = [["who", column, "plan"]] + [[f"c{i:03d}x", cell, ["basic", "pro", "team"][i % 3]] for i, cell in enumerate(cells)]
        wanted = (kind, values) if values is not None else kind
        yield Case(name, csv_text(rows, delimiter).encode(), rows[0], rows[1:], types={column: wanted})
