"""Scores a customer file with an exported model in XGBoost itself: python3 score-with-xgboost.py trees.json customers.csv

    retainwise model export churn.model -o trees.json

Prints one probability a row. The file must be plain: commas, UTF-8, dots in numbers, dates as 2025-03-01. What the
export holds: docs/formats/xgboost-json.md.
"""
import csv
import datetime
import json
import math
import sys

import numpy
import xgboost

NOTHING = {"", "na", "n/a", "null", "none", "nan", "-"}
YES = {"yes", "y", "true", "t", "1", "vrai", "oui", "ja", "j", "si", "sí", "sim", "wahr", "tak", "ano", "kyllä", "evet", "да"}
EPOCH = datetime.date(1970, 1, 1)
NAN = math.nan


class Row:
    """The cells of one customer as the features ask for them."""

    def __init__(self, cells, inputs):
        self.cells, self.inputs = cells, inputs

    def text(self, column):
        return self.cells.get(column, "").strip()

    def missing(self, column):
        return self.text(column).lower() in NOTHING

    def number(self, column):
        text, kind = self.text(column), self.inputs[column]
        if self.missing(column) or kind["category"]:
            return NAN
        if kind["type"] == "boolean":
            return 1.0 if text.lower() in YES else 0.0
        if kind["type"] == "date":
            return float((datetime.date.fromisoformat(text[:10]) - EPOCH).days)
        return float(text)

    def says_yes(self, column):
        return self.text(column).lower() in YES if self.inputs[column]["category"] else self.number(column) == 1


def day(number):
    return EPOCH + datetime.timedelta(days=math.floor(number))


def feature(about, row):
    columns, kind = about["columns"], about["kind"]
    if kind in ("rank", "rate"):
        return about["levels"].get(row.text(columns[0]), NAN)
    if kind == "missing_count":
        return sum(row.missing(column) for column in columns)
    if kind == "yes_count":
        return sum(row.says_yes(column) for column in columns)
    x = [row.number(column) for column in columns]
    if kind == "sum":
        known = [each for each in x if not math.isnan(each)]
        return sum(known) if known else NAN
    if any(math.isnan(each) for each in x):
        return NAN
    if kind == "ratio":
        return x[0] / x[1] if x[1] != 0 else NAN
    return {
        "number": lambda: x[0],
        "age": lambda: about["reference_day"] - x[0],
        "weekday": lambda: day(x[0]).weekday(),
        "month": lambda: day(x[0]).month,
        "product": lambda: x[0] * x[1],
        "plus": lambda: x[0] + x[1],
        "minus": lambda: x[0] - x[1],
        "residual": lambda: x[0] - x[1] * x[2],
    }[kind]()


def main(trees, customers):
    booster = xgboost.Booster(model_file=trees)
    about = json.loads(booster.attr("retainwise"))
    inputs = {each["name"]: each for each in about["inputs"]}
    with open(customers, encoding="utf-8-sig", newline="") as file:
        rows = [Row({name.strip(): cell for name, cell in cells.items()}, inputs) for cells in csv.DictReader(file)]
    names = [each["name"] for each in about["features"]]
    values = numpy.array([[feature(each, row) for each in about["features"]] for row in rows], dtype=numpy.float32)
    matrix = xgboost.DMatrix(values, feature_names=names)
    log_odds = booster.predict(matrix, output_margin=True).astype(float)
    for curve in about["curves"]:
        x = values[:, names.index(curve["feature"])]
        log_odds += numpy.where(numpy.isnan(x), curve["at_missing"], numpy.interp(x, curve["x"], curve["y"]))
    for p in 1 / (1 + numpy.exp(-log_odds)):
        print(repr(float(p)))


if __name__ == "__main__":
    main(*sys.argv[1:])
