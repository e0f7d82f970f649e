#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/random.h"
#include "engine/learn/cholesky.h"
#include "engine/learn/division.h"
#include "engine/learn/folds.h"
#include "engine/learn/forward.h"
#include "engine/learn/plan.h"
#include "engine/learn/stack.h"
#include "engine/metric/calibration.h"
#include "tests/engine/learn/customers.h"

namespace retainwise::learn {
namespace {

constexpr auto kGoOn = [] { return false; };

Labelled alternating(std::size_t rows, std::size_t every, std::uint32_t rows_a_group) {
  Labelled result;
  for (std::uint32_t row = 0; row < rows; ++row) {
    result.rows.push_back(row);
    result.left.push_back(row % every == 0 ? 1 : 0);
    result.group.push_back(row / rows_a_group);
  }
  return result;
}

TEST(Folds, HaveTheirShareOfBothOutcomes) {
  const Labelled rows = alternating(1003, 7, 1);
  const auto fold = deal_folds(rows, 5, 3);
  std::map<int, int> left, all;
  for (std::size_t i = 0; i < fold.size(); ++i) {
    left[fold[i]] += rows.left[i];
    all[fold[i]] += 1;
  }
  ASSERT_EQ(all.size(), 5U);
  for (int f = 0; f < 5; ++f) {
    EXPECT_NEAR(left[f], 144 / 5.0, 1);
    EXPECT_NEAR(all[f], 1003 / 5.0, 1);
  }
}

TEST(Folds, NeverPartAGroup) {
  const Labelled rows = alternating(600, 4, 12);
  const auto fold = deal_folds(rows, 5, 3);
  std::map<std::uint32_t, std::set<int>> folds_of_group;
  for (std::size_t i = 0; i < fold.size(); ++i) folds_of_group[rows.group[i]].insert(fold[i]);
  for (const auto& [group, folds] : folds_of_group) EXPECT_EQ(folds.size(), 1U) << group;
}

TEST(Folds, AreTheSameForTheSameSeedOnly) {
  const Labelled rows = alternating(500, 4, 1);
  EXPECT_EQ(deal_folds(rows, 5, 3), deal_folds(rows, 5, 3));
  EXPECT_NE(deal_folds(rows, 5, 3), deal_folds(rows, 5, 4));
}

TEST(Folds, ThinKeepingGroupsWholeAndTheRate) {
  const Labelled rows = alternating(6000, 5, 3);
  const Labelled kept = thinned(rows, 2000, 1);
  EXPECT_NEAR(static_cast<double>(kept.size()), 2000, 30);
  EXPECT_NEAR(kept.rate(), rows.rate(), 0.01);
  std::map<std::uint32_t, int> of_group;
  for (const std::uint32_t group : kept.group) ++of_group[group];
  for (const auto& [group, count] : of_group) EXPECT_EQ(count, 3) << group;
}

TEST(Plan, OfAHugeFileTriesAllMembersAndKeepsTwo) {
  EXPECT_EQ(plan_for(100000).tried_on_rows, 0U);
  const Plan plan = plan_for(1000000);
  EXPECT_GT(plan.tried_on_rows, 0U);
  ASSERT_EQ(plan.members(), 4U);
  const Plan trees = narrowed(plan, {0.1, 0.6, 0.3, 0});
  ASSERT_EQ(trees.families.size(), 2U);
  EXPECT_EQ(trees.families[0].settings.depth, plan.families[1].settings.depth);
  EXPECT_FALSE(trees.curves);
  EXPECT_EQ(trees.folds, 2U);
  const Plan mixed = narrowed(plan, {0, 0.2, 0, 0.8});
  EXPECT_EQ(mixed.families.size(), 1U);
  EXPECT_TRUE(mixed.curves);
}

/// Day = place; every fourth leaves.
TEST(Forward, HoldsOutTheNewestFifth) {
  std::vector<std::optional<Date>> days;
  for (int i = 0; i < 1000; ++i)
    days.push_back(i % 100 == 7 ? std::nullopt : std::optional(Date{20000 + (i * 37) % 1000}));
  const table::Column date = table::date_column("since", days);
  const Labelled rows = alternating(1000, 4, 1);
  const auto ages = part_by_age(date, rows);
  ASSERT_TRUE(ages);
  EXPECT_NEAR(static_cast<double>(ages->held_out.size()), 198, 3);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(ages->training[i], days[i] && days[i]->days < ages->from.days);
    const bool out =
        std::find(ages->held_out.begin(), ages->held_out.end(), i) != ages->held_out.end();
    EXPECT_EQ(out, days[i] && days[i]->days >= ages->from.days);
  }
  EXPECT_FALSE(part_by_age(date, alternating(1000, 30, 1)));
}

TEST(Encoding, CountsTheRatesOfTrainingRowsOnly) {
  const Customers made = customers({});
  const Labelled rows = labelled(made.table, made.roles);
  const auto inputs = inputs_of(made.table, made.roles, rows);
  const model::InputView view(inputs, made.table);
  const Material material{rows, inputs, view, 18000};
  const auto division = divide(material, 5, 0, 2, kGoOn);
  ASSERT_TRUE(division.ok());
  const Fold& fold = division->folds[0];
  // The same with every held-out outcome turned round: nothing of the encoding may change.
  Labelled lying = rows;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!fold.training[i]) lying.left[i] = rows.left[i] == 0 ? 1 : 0;
  const auto again = make_fold({lying, inputs, view, 18000}, fold.training, kGoOn);
  ASSERT_TRUE(again.ok());
  for (std::size_t f = 0; f < fold.encoding.features.size(); ++f)
    EXPECT_EQ(fold.encoding.features[f].level_ranks, again->encoding.features[f].level_ranks);
}

TEST(Encoding, OrdersLevelsByTheirRate) {
  const Customers made = customers({.rows = 4000, .strength = 2});
  const Labelled rows = labelled(made.table, made.roles);
  const auto inputs = inputs_of(made.table, made.roles, rows);
  const model::InputView view(inputs, made.table);
  const auto fold =
      make_fold({rows, inputs, view, 18000}, std::vector<bool>(rows.size(), true), kGoOn);
  ASSERT_TRUE(fold.ok());
  for (const model::Feature& feature : fold->encoding.features) {
    if (feature.kind != model::Feature::Kind::kRank) continue;
    std::map<std::string, float> rank;
    const auto& levels = inputs[static_cast<std::size_t>(feature.columns[0])].levels;
    for (std::size_t i = 0; i < levels.size(); ++i) rank[levels[i]] = feature.level_ranks[i];
    EXPECT_LT(rank["basic"], rank["pro"]);
    EXPECT_LT(rank["pro"], rank["business"]);
  }
}

TEST(Cholesky, Solves) {
  const Cholesky cholesky({4, 0, 0, 2, 5, 0, 1, 3, 6}, 3);  // lower triangle of A
  const std::vector<double> x = cholesky.solve(std::vector<double>{9, 21, 25});
  EXPECT_NEAR(4 * x[0] + 2 * x[1] + 1 * x[2], 9, 1e-9);
  EXPECT_NEAR(2 * x[0] + 5 * x[1] + 3 * x[2], 21, 1e-9);
  EXPECT_NEAR(1 * x[0] + 3 * x[1] + 6 * x[2], 25, 1e-9);
}

struct Margins {
  std::vector<std::vector<double>> members;
  std::vector<std::uint8_t> left;
};

/// Member 0 tells the truth at twice its size, member 1 is noise, member 2 the truth turned round.
Margins drawn_margins(double strength) {
  SeededRandom random(5);
  Margins m{std::vector<std::vector<double>>(3), {}};
  for (int i = 0; i < 6000; ++i) {
    const double truth = strength * (4 * random.uniform() - 2);
    m.members[0].push_back(strength == 0 ? 4 * random.uniform() - 2 : 2 * truth);
    m.members[1].push_back(4 * random.uniform() - 2);
    m.members[2].push_back(-truth + random.uniform());
    m.left.push_back(random.uniform() < metric::sigmoid(truth - 1) ? 1 : 0);
  }
  return m;
}

double loss_of(const Margins& m, double intercept, const std::vector<double>& weights) {
  double sum = 0;
  for (std::size_t row = 0; row < m.left.size(); ++row) {
    double z = intercept;
    for (std::size_t j = 0; j < weights.size(); ++j) z += weights[j] * m.members[j][row];
    sum += std::log1p(std::exp(m.left[row] != 0 ? -z : z));
  }
  return sum;
}

TEST(Stack, FindsTheTruthAndNoAllowedWeightsAreBetter) {
  const Margins m = drawn_margins(1);
  const Stack stack = fit_stack(m.members, m.left);
  EXPECT_NEAR(stack.weights[0], 0.5, 0.1);
  EXPECT_NEAR(stack.intercept, -1, 0.1);
  SeededRandom random(8);
  const double best = loss_of(m, stack.intercept, stack.weights);
  for (int i = 0; i < 200; ++i) {
    std::vector<double> weights = stack.weights;
    for (double& weight : weights) weight = std::max(0.0, weight + 0.2 * random.uniform() - 0.1);
    // A member of weight ≤ .02 was dropped, and outcomes are softened: allow for both.
    EXPECT_LT(best, loss_of(m, stack.intercept + 0.2 * random.uniform() - 0.1, weights) + 0.5);
  }
}

TEST(Stack, NeverTurnsAMemberRound) {
  Margins m = drawn_margins(1);
  for (double& margin : m.members[0]) margin = -margin;
  EXPECT_EQ(fit_stack({m.members[0]}, m.left).weights[0], 0);
}

TEST(Stack, OfOneMemberIsPlattsLine) {
  const Margins m = drawn_margins(1);
  const Stack stack = fit_stack({m.members[0]}, m.left);
  const metric::Line line = metric::platt(m.members[0], m.left);
  EXPECT_NEAR(stack.weights[0], line.slope, 1e-4);
  EXPECT_NEAR(stack.intercept, line.intercept, 1e-4);
}

TEST(Stack, OfNoiseIsTheBaseRate) {
  const Margins m = drawn_margins(0);
  const Stack stack = fit_stack(m.members, m.left);
  for (const double weight : stack.weights) EXPECT_LT(weight, 0.06);
  EXPECT_NEAR(stack.intercept, -1, 0.15);
}

TEST(Stack, IsFiniteWhereAMemberPartsTheClasses) {
  std::vector<double> margin;
  std::vector<std::uint8_t> left;
  for (int i = 0; i < 100; ++i) {
    margin.push_back(i < 50 ? -3 : 3);
    left.push_back(i < 50 ? 0 : 1);
  }
  const Stack stack = fit_stack({margin}, left);
  EXPECT_TRUE(std::isfinite(stack.weights[0]) && stack.weights[0] > 0 && stack.weights[0] < 20);
}

}  // namespace
}  // namespace retainwise::learn
