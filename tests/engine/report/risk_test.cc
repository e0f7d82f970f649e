#include "engine/report/risk.h"

#include <gtest/gtest.h>

namespace retainwise::report {
namespace {

using roles::State;

TEST(RiskBands, AreHighFromTheThreshold) {
  const RiskBands bands = RiskBands::of(0.6, 0.2);
  EXPECT_EQ(bands.level(0.6), RiskLevel::kHigh);
  EXPECT_EQ(bands.level(0.59), RiskLevel::kMedium);
}

TEST(RiskBands, AreMediumFromTheBaseRate) {
  const RiskBands bands = RiskBands::of(0.6, 0.2);
  EXPECT_EQ(bands.level(0.2), RiskLevel::kMedium);
  EXPECT_EQ(bands.level(0.19), RiskLevel::kLow);
}

TEST(RiskBands, AreMediumFromHalfTheThresholdWhereThatIsLower) {
  const RiskBands bands = RiskBands::of(0.3, 0.26);
  EXPECT_EQ(bands.level(0.15), RiskLevel::kMedium);
  EXPECT_EQ(bands.level(0.14), RiskLevel::kLow);
}

TEST(RiskBands, CallEverybodyMediumWithoutAThreshold) {
  const RiskBands bands = RiskBands::of(std::nullopt, 0.2);
  for (const double probability : {0.0, 0.19, 0.6, 1.0}) {
    EXPECT_EQ(bands.level(probability), RiskLevel::kMedium) << probability;
  }
}

TEST(Ranks, CountThoseWhoCanBeKeptFromTheRiskiest) {
  const std::vector<double> probability = {0.1, 0.9, 0.5, 0.99};
  const std::vector<State> states = {State::kActive, State::kUnknown, State::kActive, State::kLeft};
  EXPECT_EQ(ranks(probability, states), (std::vector<std::uint32_t>{3, 1, 2, 0}));
}

TEST(Ranks, PutOfEqualsTheFirstInTheFileFirst) {
  const std::vector<double> probability = {0.5, 0.5, 0.5};
  const std::vector<State> states(3, State::kActive);
  EXPECT_EQ(ranks(probability, states), (std::vector<std::uint32_t>{1, 2, 3}));
}

}  // namespace
}  // namespace retainwise::report
