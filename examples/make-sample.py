#!/usr/bin/env python3
"""Writes customers.csv, the sample file: 2,000 made-up customers of a subscription business.

The same bytes on every machine; `make-sample.py FILE` writes to FILE. Nobody in it exists.

The truth built in, so that what RetainWise finds can be held against what is true. A customer left
(`churned` = yes) with the probability whose log-odds is the sum of

    base               -5.30
    billing            monthly +1.20, yearly -1.30
    tenure_months      +2.20 at 0, falling in a straight line to 0 at 24, 0 from there on
    logins_30d         +0.18 for each login below 12, nothing above
    support_tickets    0: 0   1-2: +0.50   3 and more: +2.20
    payment_failed     yes +2.00
    satisfaction       1-4: +1.50   5-7: 0   8-10: -1.10   blank (did not answer): +0.50
    plan x billing     Starter and monthly: +1.00 (plan alone does nothing)

No influence at all (noise): country, channel, newsletter, monthly_fee (follows plan and seats), seats,
signup_date beyond tenure_months.
An identifier: customer_id.
One leak: cancel_reason is filled for customers who left, and only for them: it is known afterwards.
Blanks: satisfaction for about a quarter of the customers; country for about 3 in 100, at random.

`make-sample.py --truth` prints the share who left and the ROC-AUC of the true probabilities: the best
that any model can hope for on these customers, up to chance.
"""
import csv
import datetime
import io
import math
import random
import sys
from pathlib import Path

CUSTOMERS = 2_000
SEED = 20_240_630
EXPORTED = datetime.date(2024, 6, 30)

COUNTRIES = [("Germany", 30), ("Austria", 12), ("Switzerland", 10), ("France", 18), ("Spain", 15), ("Italy", 15)]
CHANNELS = [("Search", 35), ("Referral", 20), ("Partner", 15), ("Event", 10), ("Social", 20)]
PLANS = [("Starter", 45), ("Team", 38), ("Business", 17)]
FEE_PER_SEAT = {"Starter": 9, "Team": 15, "Business": 24}
MOST_SEATS = {"Starter": 5, "Team": 25, "Business": 80}
REASONS = [("Too expensive", 30), ("Missing feature", 22), ("Moved to another product", 26), ("No longer needed", 22)]

COLUMNS = ["customer_id", "signup_date", "country", "channel", "plan", "billing", "seats", "monthly_fee",
           "tenure_months", "logins_30d", "support_tickets", "payment_failed", "satisfaction", "newsletter",
           "cancel_reason", "churned"]


class Draw:
    """Draws from random() alone, whose numbers Python keeps the same in every version."""

    def __init__(self, seed):
        self.uniform = random.Random(seed).random

    def chance(self, probability):
        return self.uniform() < probability

    def one_of(self, weighted):
        at = self.uniform() * sum(weight for _, weight in weighted)
        for value, weight in weighted:
            at -= weight
            if at < 0:
                return value
        return weighted[-1][0]

    def whole(self, low, high):
        return low + int(self.uniform() * (high - low + 1))

    def count(self, mean):
        """Geometric: many small, a long tail."""
        return int(math.log(1.0 - self.uniform()) / math.log(mean / (1.0 + mean)))


def customer(draw, number):
    plan = draw.one_of(PLANS)
    seats = draw.whole(1, 1 + int((MOST_SEATS[plan] - 1) * draw.uniform()))
    tenure = min(draw.count(22), 96)
    signup = EXPORTED - datetime.timedelta(days=int(tenure * 30.44) + draw.whole(0, 29))
    answered = draw.chance(0.75)
    return {
        "customer_id": f"C-{100_000 + number * 7:06d}",
        "signup_date": signup.isoformat(),
        "country": "" if draw.chance(0.03) else draw.one_of(COUNTRIES),
        "channel": draw.one_of(CHANNELS),
        "plan": plan,
        "billing": "monthly" if draw.chance(0.62) else "yearly",
        "seats": seats,
        "monthly_fee": f"{seats * FEE_PER_SEAT[plan] * (1 - 0.1 * draw.whole(0, 2)):.2f}",
        "tenure_months": tenure,
        "logins_30d": min(draw.count(11), 60),
        "support_tickets": min(draw.count(0.9), 9),
        "payment_failed": "yes" if draw.chance(0.12) else "no",
        "satisfaction": draw.whole(1, 10) if answered else "",
        "newsletter": draw.one_of([("yes", 1), ("no", 1)]),
    }


def satisfaction_effect(answer):
    if answer == "":
        return 0.50
    return 1.50 if answer <= 4 else 0.0 if answer <= 7 else -1.10


def true_log_odds(one):
    monthly = one["billing"] == "monthly"
    tickets = one["support_tickets"]
    return (
        -5.30
        + (1.20 if monthly else -1.30)
        + 2.20 * max(0, 24 - one["tenure_months"]) / 24
        + 0.18 * max(0, 12 - one["logins_30d"])
        + (0.0 if tickets == 0 else 0.50 if tickets <= 2 else 2.20)
        + (2.00 if one["payment_failed"] == "yes" else 0.0)
        + satisfaction_effect(one["satisfaction"])
        + (1.00 if monthly and one["plan"] == "Starter" else 0.0)
    )


def customers():
    """Each customer and the true probability that they left."""
    draw = Draw(SEED)
    for number in range(CUSTOMERS):
        one = customer(draw, number)
        probability = 1.0 / (1.0 + math.exp(-true_log_odds(one)))
        left = draw.chance(probability)
        one["cancel_reason"] = draw.one_of(REASONS) if left else ""
        one["churned"] = "yes" if left else "no"
        yield one, probability


def as_csv():
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(one for one, _ in customers())
    return text.getvalue()


def roc_auc(scored):
    """Share of (left, stayed) pairs in which the one who left has the higher probability."""
    left = [p for one, p in scored if one["churned"] == "yes"]
    stayed = [p for one, p in scored if one["churned"] == "no"]
    won = sum((a > b) + (a == b) / 2 for a in left for b in stayed)
    return won / (len(left) * len(stayed)), len(left) / len(scored)


def main():
    if sys.argv[1:] == ["--truth"]:
        auc, rate = roc_auc(list(customers()))
        print(f"left: {rate:.4f}  ROC-AUC of the true probabilities: {auc:.4f}")
        return
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("customers.csv")
    target.write_bytes(as_csv().encode())


if __name__ == "__main__":
    main()
