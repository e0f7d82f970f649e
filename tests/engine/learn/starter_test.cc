#include "engine/learn/starter.h"

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/progress.h"
#include "engine/csv/reader.h"

namespace retainwise::learn {
namespace {

Scorecard card_of(const std::string& text, Date as_of = {}) {
  NoProgress progress;
  const auto reading = csv::read(as_bytes(text), {}, progress);
  const auto roles = roles::find(reading->table, {});
  return scorecard(reading->table, *roles, as_of);
}

/// The points of the only signal, which must have this name.
std::vector<int> points_of(const std::string& name, const std::string& text, Date as_of = {}) {
  const Scorecard card = card_of(text, as_of);
  if (card.signals.size() != 1 || card.signals[0].name != name) {
    ADD_FAILURE() << card.signals.size() << " signals of " << text;
    return {};
  }
  return {card.signals[0].points.begin(), card.signals[0].points.end()};
}

using Points = std::vector<int>;

TEST(Starter, KnowsHowLongACustomerIsOne) {
  EXPECT_EQ(points_of("tenure", "tenure in months\n2\n3\n12\n24\n48\n\n100\n"),
            (Points{25, 18, 10, 5, 0, 0}));
  EXPECT_EQ(points_of("tenure", "Tenure (years)\n0.1\n1\n2\n5\n"), (Points{25, 10, 5, 0}));
  EXPECT_EQ(points_of("tenure", "account age days\n30\n200\n500\n2000\n"), (Points{25, 18, 10, 0}));
}

TEST(Starter, ComparesTenureWithinTheFileWhereNobodySaysItsUnit) {
  EXPECT_EQ(points_of("tenure", "tenure\n2\n1\n5\n9\n7\n"), (Points{18, 25, 10, 0, 5}));
}

TEST(Starter, CountsDatesToTheDayOfTheFile) {
  const std::string file = "last_login\n2026-01-31\n2026-01-20\n2025-12-25\n2025-06-01\n";
  EXPECT_EQ(points_of("last_activity", file), (Points{0, 4, 18, 25}));
  const auto later = parse_iso_date("2026-03-01");
  ASSERT_TRUE(later.has_value());
  EXPECT_EQ(points_of("last_activity", file, *later), (Points{10, 18, 25, 25}));
}

TEST(Starter, KnowsSinceWhenInManyLanguages) {
  for (const char* name : {"Vertragsbeginn", "Anmeldedatum", "Eintrittsdatum", "Kunde seit",
                           "date d'adhésion", "Fecha de ingreso", "Data de cadastro",
                           "data iscrizione", "Klant sinds", "liittymispäivä", "customer_since"})
    EXPECT_EQ(points_of("tenure", name + std::string("\n2026-01-31\n2025-09-01\n2020-01-01\n")),
              (Points{25, 18, 0}))
        << name;
}

TEST(Starter, KnowsContractsByWhatTheirCellsSay) {
  EXPECT_EQ(points_of("contract", "Contract\nMonth-to-month\nOne year\nTwo year\nQuarterly\n"),
            (Points{25, 5, 0, 15}));
  EXPECT_EQ(points_of("contract", "Vertrag\nmonatlich\njährlich\n24 Monate\n"), (Points{25, 5, 0}));
  EXPECT_TRUE(card_of("Contract\nA12\nB7\nC9\n").signals.empty());
}

TEST(Starter, KnowsPaymentComplaintsRenewalAndSatisfaction) {
  EXPECT_EQ(points_of("payment_method",
                      "PaymentMethod\nElectronic check\nCredit card (automatic)\nMailed check\n"),
            (Points{10, 0, 10}));
  EXPECT_EQ(points_of("tickets", "support_tickets\n0\n1\n3\n8\n"), (Points{0, 5, 10, 15}));
  EXPECT_EQ(points_of("tickets", "Complained\nyes\nno\n"), (Points{15, 0}));
  EXPECT_EQ(points_of("auto_renewal", "auto_renew\nyes\nno\n"), (Points{0, 20}));
  EXPECT_EQ(points_of("payment_trouble", "late_payments\n0\n1\n4\n"), (Points{0, 12, 20}));
  EXPECT_EQ(points_of("satisfaction", "CSAT\n1\n2\n3\n5\n"), (Points{15, 7, 0, 0}));
}

TEST(Starter, ComparesUsageWithinTheFile) {
  EXPECT_EQ(points_of("usage", "logins\n1\n5\n9\n20\n"), (Points{12, 6, 0, 0}));
}

TEST(Starter, CountsTwoColumnsOfOneSignalOnce) {
  const Scorecard card = card_of("tenure,account_length\n1,2\n30,31\n");
  ASSERT_EQ(card.signals.size(), 1U);
  EXPECT_EQ(card.signals[0].column, 0U);
  EXPECT_EQ(card.most, 25);
}

TEST(Starter, SeesNothingInColumnsThatSayNothingOfLeaving) {
  EXPECT_TRUE(
      card_of("plan,monthly_charges,region,tech_support\na,5,x,yes\nb,6,y,no\n").signals.empty());
}

}  // namespace
}  // namespace retainwise::learn
