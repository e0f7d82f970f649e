"""Held-out ROC-AUC and log-loss of the release program beside eight peers, in the same five outer folds (seed 0).

    bench/accuracy.py [--files telco,iranian] [--peers logistic,forest] [--folds 0,1] [--program PATH]

Ours learns on four fifths of a file (`predict --save-model`) and scores the last fifth (`--model`), whose outcome
column is blank; the peers get the same columns as the program used as inputs, as their authors recommend: numbers as
they are, categories one-hot. Peers' scores are kept in a temporary folder between runs. Needs ../shared/data,
python3-sklearn and python3-xgboost (Debian).
"""
import argparse
import csv
import hashlib
import io
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from program import PROGRAM, REAL_FILES

FILES = {
    "telco": (",", "Churn"),
    "mlc_churn": (",", "churn"),
    "bank_churn_modelling": (",", "Exited"),
    "iranian": (",", "Churn"),
    "sagemaker_churn": (",", "Churn?"),
    "hr_attrition": (",", "Attrition"),
    "ecommerce_full": (";", "Churn"),
}
LEFT = {"yes", "1", "true", "true."}
OUTER = 5
CACHE = Path(tempfile.gettempdir()) / "retainwise-accuracy-peers"


def line(what, ours, peer, unit):
    ratio = None if peer is None else round(ours / peer, 4)
    print(json.dumps({"bench": "accuracy", "what": what, "ours": round(ours, 4), "peer": peer and round(peer, 4),
                      "unit": unit, "ratio": ratio}), flush=True)


def auc(scores, left):
    """By ranks; equal scores share the mean of theirs."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, i = [0.0] * len(order), 0
    while i < len(order):
        j = i
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            j += 1
        for k in order[i:j]:
            ranks[k] = (i + j + 1) / 2
        i = j
    positives = sum(left)
    return (sum(r for r, y in zip(ranks, left) if y) - positives * (positives + 1) / 2) / (positives * (len(left) - positives))


def log_loss(scores, left):
    clipped = (min(max(p, 1e-15), 1 - 1e-15) for p in scores)
    return -sum(math.log(p) if y else math.log(1 - p) for p, y in zip(clipped, left)) / len(left)


def outer_folds(left):
    """A fold number a row."""
    from sklearn.model_selection import StratifiedKFold
    fold = [0] * len(left)
    for number, (_, held_out) in enumerate(StratifiedKFold(OUTER, shuffle=True, random_state=0).split(left, left)):
        for row in held_out:
            fold[row] = number
    return fold


class CustomerFile:
    def __init__(self, name):
        self.name = name
        self.delimiter, self.outcome = FILES[name]
        text = (REAL_FILES / f"{name}.csv").read_text(encoding="utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=self.delimiter) if row]
        self.header, self.rows = rows[0], rows[1:]
        self.place = self.header.index(self.outcome)
        self.left = [1 if row[self.place].strip().lower() in LEFT else 0 for row in self.rows]
        self.fold = outer_folds(self.left)

    def write(self, path, rows, blank):
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, delimiter=self.delimiter)
            out.writerow(self.header)
            for row in rows:
                out.writerow([("" if blank and i == self.place else cell) for i, cell in enumerate(row)])


def run(program, *arguments):
    done = subprocess.run([program, "predict", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"accuracy: {' '.join(map(str, arguments))}: {done.stderr or done.stdout}")
    return done.stdout


def ours(program, file, fold, folder):
    """(probabilities of the held-out rows, input columns, out-of-fold AUC as shown)."""
    inside = [row for row, f in zip(file.rows, file.fold) if f != fold]
    outside = [row for row, f in zip(file.rows, file.fold) if f == fold]
    file.write(folder / "learn.csv", inside, blank=False)
    file.write(folder / "score.csv", outside, blank=True)
    metrics = json.loads(run(program, folder / "learn.csv", "--save-model", folder / "m", "--json", "-o", folder / "l.out"))
    run(program, folder / "score.csv", "--model", folder / "m", "-o", folder / "s.out")
    with (folder / "s.out").open(encoding="utf-8-sig", newline="") as scored:
        result = list(csv.DictReader(scored, delimiter=file.delimiter))
    return ([float(row["churn_probability"]) for row in result], metrics["model"]["inputs"], metrics["roc_auc"]["value"])


def tables(file, inputs, fold):
    """Numbers and one-hot categories as numpy arrays: (x inside, y inside, x outside, names of the numbers)."""
    import numpy as np
    import pandas as pd
    by_name = {" ".join(name.split()): i for i, name in enumerate(file.header)}
    data = pd.DataFrame({name: [row[by_name[name]].strip() for row in file.rows] for name in inputs})
    parts, numbers = [], []
    for name in data:
        values = pd.to_numeric(data[name].replace("", None), errors="coerce")
        if values.notna().sum() >= (data[name] != "").sum():
            parts.append(values.rename(name).astype(float))
            numbers.append(name)
        else:
            parts.append(pd.get_dummies(data[name], prefix=name).astype(float))
    x = pd.concat(parts, axis=1)
    outside = np.array(file.fold) == fold
    y = np.array(file.left)
    return x[~outside], y[~outside], x[outside], numbers


def logistic(x, y, z, numbers):
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegressionCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(),
                          LogisticRegressionCV(Cs=6, cv=3, scoring="neg_log_loss", max_iter=300))
    return model.fit(x, y).predict_proba(z)[:, 1]


def forest(x, y, z, numbers):
    from sklearn.ensemble import RandomForestClassifier
    model = RandomForestClassifier(n_estimators=500, min_samples_leaf=3, random_state=0, n_jobs=2)
    return model.fit(x.fillna(-1), y).predict_proba(z.fillna(-1))[:, 1]


def histogram(x, y, z, numbers):
    from sklearn.ensemble import HistGradientBoostingClassifier
    return HistGradientBoostingClassifier(early_stopping=True, random_state=0).fit(x, y).predict_proba(z)[:, 1]


def boosted(x, y, z, settings, rounds, seed=0, constraints=None):
    import xgboost
    parameters = {"objective": "binary:logistic", "tree_method": "hist", "nthread": 2, "seed": seed, "verbosity": 0, **settings}
    if constraints:
        # As text: a list would have to name columns that a plain matrix has not.
        parameters["interaction_constraints"] = json.dumps(constraints)
    matrix = xgboost.DMatrix(x.to_numpy(), y)
    return xgboost.train(parameters, matrix, rounds).predict(xgboost.DMatrix(z.to_numpy()))


def xgboost_default(x, y, z, numbers):
    return boosted(x, y, z, {}, 100)


TUNED = [{"max_depth": d, "eta": 0.05, "min_child_weight": m, "subsample": 0.8, "colsample_bytree": 0.7}
         for d in (3, 5, 7) for m in (1, 5)]


def best_setting(x, y):
    import numpy as np
    import xgboost
    best = (math.inf, None, 0)
    for settings in TUNED:
        parameters = {"objective": "binary:logistic", "tree_method": "hist", "nthread": 2, "seed": 0, "verbosity": 0, **settings}
        table = xgboost.cv(parameters, xgboost.DMatrix(x.to_numpy(), y), 800, nfold=4, stratified=True, seed=0,
                           metrics="logloss", early_stopping_rounds=40)["test-logloss-mean"]
        best = min(best, (float(table.min()), settings, int(np.argmin(table)) + 1), key=lambda b: b[0])
    return best[1], best[2]


def xgboost_tuned(x, y, z, numbers):
    return boosted(x, y, z, *best_setting(x, y))


def xgboost_bagged(x, y, z, numbers):
    settings, rounds = best_setting(x, y)
    return sum(boosted(x, y, z, settings, rounds, seed) for seed in range(8)) / 8


def additive(x, y, z, numbers):
    columns = [[i] for i in range(x.shape[1])]
    return boosted(x, y, z, {"max_depth": 3, "eta": 0.05, "subsample": 0.8}, 400, constraints=columns)


def pairs(x, y, z, numbers):
    """Boosting of depth 2: at most pairs of columns interact."""
    return boosted(x, y, z, {"max_depth": 2, "eta": 0.1, "subsample": 0.8, "min_child_weight": 4}, 300)


PEERS = {"logistic": logistic, "forest": forest, "histogram": histogram, "xgboost_default": xgboost_default,
         "xgboost_tuned": xgboost_tuned, "xgboost_bagged": xgboost_bagged, "additive": additive, "pairs": pairs}


def peer(name, file, fold, inputs):
    kept = CACHE / f"{file.name}-{fold}-{name}-{hashlib.sha256(','.join(inputs).encode()).hexdigest()[:12]}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    scores = [float(p) for p in PEERS[name](*tables(file, inputs, fold))]
    CACHE.mkdir(exist_ok=True)
    kept.write_text(json.dumps(scores))
    return scores


def measure(file, arguments):
    folds, sums = arguments.folds, {}
    shown = 0
    for fold in folds:
        left = [y for y, f in zip(file.left, file.fold) if f == fold]
        with tempfile.TemporaryDirectory(prefix="retainwise-bench-") as folder:
            scores, inputs, out_of_fold = ours(arguments.program, file, fold, Path(folder))
        shown += out_of_fold / len(folds)
        found = {"ours": scores, **{name: peer(name, file, fold, inputs) for name in arguments.peers}}
        for name, its in found.items():
            total = sums.setdefault(name, [0, 0])
            total[0] += auc(its, left) / len(folds)
            total[1] += log_loss(its, left) / len(folds)
    mine = sums.pop("ours")
    best = [max((s[0] for s in sums.values()), default=None), min((s[1] for s in sums.values()), default=None)]
    line(f"{file.name}: ROC-AUC on held-out rows, peer: the best of {len(sums)}", mine[0], best[0], "AUC")
    line(f"{file.name}: log-loss on held-out rows, peer: the best of {len(sums)}", mine[1], best[1], "nats")
    line(f"{file.name}: ROC-AUC out of fold, as shown", shown, None, "AUC")
    for name, its in sums.items():
        line(f"{file.name}: ROC-AUC, peer: {name}", mine[0], its[0], "AUC")
        line(f"{file.name}: log-loss, peer: {name}", mine[1], its[1], "nats")
    return mine, best


def main():
    parser = argparse.ArgumentParser()
    names = lambda text: [part for part in text.split(",") if part]
    parser.add_argument("--files", type=names, default=list(FILES))
    parser.add_argument("--peers", type=names, default=list(PEERS))
    parser.add_argument("--folds", type=lambda text: [int(f) for f in names(text)], default=list(range(OUTER)))
    parser.add_argument("--program", default=PROGRAM)
    arguments = parser.parse_args()
    if not REAL_FILES.exists():
        sys.exit("accuracy: skipped: needs ../shared/data")
    results = [measure(CustomerFile(name), arguments) for name in arguments.files]
    if arguments.peers and len(results) > 1:
        mean = lambda values: sum(values) / len(results)
        line("mean over the files: ROC-AUC", mean([m[0] for m, _ in results]), mean([b[0] for _, b in results]), "AUC")
        line("mean over the files: log-loss", mean([m[1] for m, _ in results]), mean([b[1] for _, b in results]), "nats")


if __name__ == "__main__":
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    main()
