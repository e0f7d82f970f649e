#include "engine/report/words.h"

#include <gtest/gtest.h>

#include <cmath>

namespace retainwise::report {
namespace {

TEST(Words, PickTheStrongestThreeReasonsAndTwoKeeps) {
  const std::vector<float> shares = {0.2F, -0.5F, 0.9F, 0.1F, -0.3F, 0.4F, -0.1F};
  const RowReasons picked = pick(shares);
  ASSERT_EQ(picked.reasons.size(), 3U);
  EXPECT_EQ(picked.reasons[0].input, 2U);
  EXPECT_EQ(picked.reasons[1].input, 5U);
  EXPECT_EQ(picked.reasons[2].input, 0U);
  ASSERT_EQ(picked.keeps.size(), 2U);
  EXPECT_EQ(picked.keeps[0].input, 1U);
  EXPECT_EQ(picked.keeps[1].input, 4U);
  EXPECT_NEAR(picked.reasons[0].factor, std::exp(0.9), 1e-6);
  EXPECT_NEAR(picked.keeps[0].factor, std::exp(-0.5), 1e-6);
}

TEST(Words, TakeTheColumnThatStandsFirstOfEqualReasons) {
  const std::vector<float> shares = {0.3F, 0.5F, 0.3F};
  const RowReasons picked = pick(shares);
  ASSERT_EQ(picked.reasons.size(), 3U);
  EXPECT_EQ(picked.reasons[1].input, 0U);
  EXPECT_EQ(picked.reasons[2].input, 2U);
}

TEST(Words, DoNotNameWhatMovesNothing) {
  const std::vector<float> shares = {0, 0.005F, -0.005F};
  const RowReasons picked = pick(shares);
  EXPECT_TRUE(picked.reasons.empty());
  EXPECT_TRUE(picked.keeps.empty());
}

TEST(Words, WriteFactorsWithTheDigitsThatMatter) {
  EXPECT_EQ(factor_text(23.4), "23 × the odds");
  EXPECT_EQ(factor_text(2.34), "2.3 × the odds");
  EXPECT_EQ(factor_text(1.274), "1.27 × the odds");
  EXPECT_EQ(factor_text(0.456), "0.46 × the odds");
  EXPECT_EQ(factor_text(0.0456), "0.046 × the odds");
  EXPECT_EQ(factor_text(0.000456), "under 0.01 × the odds");
}

TEST(Words, NameColumnValueAndFactor) {
  EXPECT_EQ(reason_text("Contract", "Month-to-month", 2.31),
            "Contract = Month-to-month: 2.3 × the odds");
}

TEST(Words, CutALongValueBetweenCharacters) {
  const std::string text = reason_text("Note", std::string(300, 'x'), 2);
  EXPECT_LT(text.size(), 100U);
  EXPECT_NE(text.find("…"), std::string::npos);
}

TEST(Words, NeverSayThatSomethingIsCertain) {
  EXPECT_EQ(percent_text(0.00001), "under 1%");
  EXPECT_EQ(percent_text(0.99999), "over 99%");
  EXPECT_EQ(percent_text(0.724), "72%");
}

TEST(Words, GiveNoReasonWhereTheScoresAreNoBetterThanChance) {
  EXPECT_EQ(explanation_of_chance(0.41),
            "No better than chance: the columns do not tell who will leave, so the 41% here and "
            "its reasons mean nothing yet.");
}

TEST(Words, ExplainARowInOneSentence) {
  const std::vector<NamedReason> reasons = {{"Contract", "Month-to-month", 2.31},
                                            {"tenure", "2", 1.9}};
  const std::vector<NamedReason> keeps = {{"Support", "Yes", 0.6}};
  EXPECT_EQ(explanation(roles::State::kActive, 0.72, reasons, keeps),
            "72% likely to leave: Contract = Month-to-month (2.3 × the odds) and tenure = 2 "
            "(1.90 ×) raise the risk; Support = Yes (0.60 ×) lowers it.");
  EXPECT_EQ(explanation(roles::State::kUnknown, 0.04, {}, keeps),
            "4% likely to leave: nothing raises the risk; Support = Yes (0.60 × the odds) lowers "
            "it.");
  EXPECT_EQ(explanation(roles::State::kLeft, 0.5, std::span(reasons).first(1), {}),
            "Has left; the model gave 50%: Contract = Month-to-month (2.3 × the odds) raises the "
            "risk; nothing lowers it.");
  EXPECT_EQ(explanation(roles::State::kActive, 0.3, {}, {}),
            "30% likely to leave: nothing sets this customer apart.");
}

}  // namespace
}  // namespace retainwise::report
