// Row and pair features: what is made, of which rows, and that nothing held out is looked at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "engine/learn/division.h"
#include "engine/learn/pair_features.h"
#include "engine/learn/row_features.h"
#include "engine/learn/split_gain.h"
#include "tests/engine/learn/customers.h"

namespace retainwise::learn {
namespace {

using Kind = model::Feature::Kind;
using testing::Contains;
using testing::ElementsAre;
using Names = std::vector<std::string>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr auto kGoOn = [] { return false; };

TEST(NameGroups, ShareAWord) {
  const auto groups = name_groups(Names{"Total day minutes", "Total day calls", "TotalEveMinutes"});
  EXPECT_THAT(groups, Contains(ElementsAre(0, 1)));  // day
  EXPECT_THAT(groups, Contains(ElementsAre(0, 2)));  // minutes
  EXPECT_THAT(groups, Contains(ElementsAre(0, 1, 2)));
}

TEST(NameGroups, ShareABeginningOrAnEndOfFourLetters) {
  EXPECT_THAT(name_groups(Names{"daymins", "evemins", "age"}), ElementsAre(ElementsAre(0, 1)));
  EXPECT_THAT(name_groups(Names{"usagea", "usageb"}), ElementsAre(ElementsAre(0, 1)));
  EXPECT_TRUE(name_groups(Names{"abcx", "abcy"}).empty());
}

TEST(NameGroups, AreEachOnceAndNeitherTooLargeNorTooMany) {
  EXPECT_EQ(name_groups(Names{"day use", "eve use", "night use"}).size(), 1U);
  Names many;
  for (char c = 'a'; c <= 'i'; ++c) many.push_back(std::string("spend ") + c);
  EXPECT_TRUE(name_groups(many).empty());
  Names pairs;
  for (char c = 'a'; c <= 'z'; ++c)
    for (const char* end : {" one", " two"}) pairs.push_back(std::string(3, c) + end);
  EXPECT_EQ(name_groups(pairs).size(), kMostSums);
}

struct Prepared {
  Labelled rows;
  std::vector<model::InputColumn> inputs;
  std::vector<model::Feature> row_features;
};

Prepared prepared(const Customers& made) {
  Prepared p;
  p.rows = labelled(made.table, made.roles);
  p.inputs = inputs_of(made.table, made.roles, p.rows);
  p.row_features = row_features(p.inputs, model::InputView(p.inputs, made.table), p.rows);
  return p;
}

/// `name` of the columns that a feature of this kind reads.
Names columns_of(const Prepared& p, Kind kind) {
  Names names;
  for (const model::Feature& feature : p.row_features)
    for (const std::int32_t column : feature.columns)
      if (feature.kind == kind) names.push_back(p.inputs[static_cast<std::size_t>(column)].name);
  return names;
}

TEST(RowFeatures, ReadOnlyColumnsThatHaveWhatTheyCount) {
  Making making{.rows = 400};
  std::vector<double> holes, day, eve, owed;
  std::vector<std::string> post;
  for (int i = 0; i < 400; ++i) {
    holes.push_back(i % 7 == 0 ? kMissing : i % 50);
    day.push_back(i % 31);
    eve.push_back(i % 37);
    owed.push_back(i % 41 - 5);
    post.emplace_back(i % 3 == 0 ? "Yes" : i % 3 == 1 ? "No" : "No letter box");
  }
  making.more = {table::number_column("holes", holes), table::number_column("day use", day),
                 table::number_column("eve use", eve), table::number_column("night use", owed),
                 table::text_column("post", post)};
  const Prepared p = prepared(customers(std::move(making)));
  EXPECT_THAT(columns_of(p, Kind::kMissingCount), ElementsAre("tickets", "holes"));
  EXPECT_THAT(columns_of(p, Kind::kYesCount), ElementsAre("monthly", "post"));
  EXPECT_THAT(columns_of(p, Kind::kSum), ElementsAre("day use", "eve use"));  // one is negative
}

/// Every threshold between two values tried, as the formula stands in the paper.
double slow_gain(const std::vector<double>& x, const std::vector<double>& g,
                 const std::vector<double>& h) {
  auto score = [&](auto&& inside) {
    double sum_g = 0, sum_h = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (inside(x[i])) sum_g += g[i], sum_h += h[i];
    return sum_g * sum_g / (sum_h + 1);
  };
  const double all = score([](double) { return true; });
  double best = 0;
  for (const double cut : x)
    for (const bool missing_left : {false, true}) {
      if (std::isnan(cut)) continue;
      auto left = [&](double v) { return std::isnan(v) ? missing_left : v < cut; };
      best = std::max(best, score(left) + score([&](double v) { return !left(v); }) - all);
    }
  return best;
}

TEST(SplitGain, IsThatOfTheSlowWay) {
  SeededRandom random(4);
  for (int round = 0; round < 20; ++round) {
    std::vector<double> x, g, h;
    for (int i = 0; i < 300; ++i) {
      // Few enough values for each to be a cut of its own.
      x.push_back(random.uniform() < 0.1 ? kMissing : static_cast<double>(random.below(12)));
      g.push_back(random.uniform() - 0.5 + (x.back() > 6 ? 0.2 : 0));
      h.push_back(0.1 + 0.15 * random.uniform());
    }
    EXPECT_NEAR(best_gain(x, {g, h}), slow_gain(x, g, h), 1e-9 + 0.05 * slow_gain(x, g, h));
  }
  EXPECT_EQ(best_gain(std::vector<double>(9, kMissing),
                      {std::vector<double>(9, 1.0), std::vector<double>(9, 0.2)}),
            0);
}

/// Outcomes that hang on a ÷ b alone; the slopes are those of the base rate.
struct Ratio {
  std::vector<NumberColumn> columns{{0, {}}, {3, {}}, {5, {}}};
  std::vector<double> gradient, hessian;
};

Ratio drawn_ratio(double strength) {
  SeededRandom random(6);
  Ratio r;
  for (int i = 0; i < 4000; ++i) {
    const double a = 1 + 9 * random.uniform(), b = 1 + 9 * random.uniform();
    r.columns[0].values.push_back(a);
    r.columns[1].values.push_back(b);
    r.columns[2].values.push_back(random.uniform());
    const bool left = random.uniform() < (a / b > 1 ? 0.5 + strength : 0.5 - strength);
    r.gradient.push_back(0.5 - (left ? 1 : 0));
    r.hessian.push_back(0.25);
  }
  return r;
}

TEST(PairFeatures, FindTheRatioThatMatters) {
  const Ratio r = drawn_ratio(0.3);
  const auto found = pair_features(r.columns, {r.gradient, r.hessian});
  ASSERT_FALSE(found.empty());
  EXPECT_LE(found.size(), kMostPairFeatures);
  EXPECT_TRUE(found[0].kind == Kind::kRatio || found[0].kind == Kind::kMinus);
  std::vector<std::int32_t> columns = found[0].columns;
  std::sort(columns.begin(), columns.end());
  EXPECT_THAT(columns, ElementsAre(0, 3));
}

TEST(PairFeatures, OfNoiseAreNone) {
  const Ratio r = drawn_ratio(0);
  EXPECT_LE(pair_features(r.columns, {r.gradient, r.hessian}).size(), 1U);
}

TEST(PairFeatures, TakeAProductFromWhatItNearlyIs) {
  SeededRandom random(2);
  std::vector<NumberColumn> columns{{0, {}}, {1, {}}, {2, {}}};
  std::vector<double> gradient, hessian(4000, 0.25);
  for (int i = 0; i < 4000; ++i) {
    const double months = 1 + 60 * random.uniform(), fee = 20 + 80 * random.uniform();
    const double extra = 10 * random.uniform() - 5;
    columns[0].values.push_back(months * fee + extra);
    columns[1].values.push_back(months);
    columns[2].values.push_back(fee);
    gradient.push_back(random.uniform() < (extra > 0 ? 0.8 : 0.2) ? -0.5 : 0.5);
  }
  const auto found = pair_features(columns, {gradient, hessian});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, Kind::kResidual);
  EXPECT_THAT(found[0].columns, ElementsAre(0, 1, 2));
}

/// Two amounts of which only the ratio tells who leaves.
Customers with_ratio(std::size_t rows) {
  Making making{.rows = rows, .strength = 0};
  const Customers plain = customers({.rows = rows, .strength = 0});
  SeededRandom random(12);
  std::vector<double> a, b;
  for (const roles::State state : plain.roles.states) {
    const bool above = random.uniform() < (state == roles::State::kLeft ? 0.75 : 0.25);
    b.push_back(1 + 9 * random.uniform());
    a.push_back(b.back() * (above ? 1 + random.uniform() : 1 - 0.7 * random.uniform()));
  }
  making.more = {table::number_column("spent", a), table::number_column("earned", b)};
  return customers(std::move(making));
}

TEST(Fold, ChoosesAndEncodesWithoutTheHeldOutOutcomes) {
  const Customers made = with_ratio(3000);
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto division =
      divide({p.rows, p.inputs, view, 18000, p.row_features, true}, 5, 0, 2, kGoOn);
  ASSERT_TRUE(division.ok());
  const Fold& fold = division->folds[0];
  EXPECT_GT(fold.encoding.features.size(), fold.base_features + p.row_features.size());
  // The same with every held-out outcome turned round: nothing at all may change.
  Labelled lying = p.rows;
  for (std::size_t i = 0; i < lying.size(); ++i)
    if (!fold.training[i]) lying.left[i] = p.rows.left[i] == 0 ? 1 : 0;
  const auto again =
      make_fold({lying, p.inputs, view, 18000, p.row_features, true}, fold.training, kGoOn);
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->encoding.features.size(), fold.encoding.features.size());
  for (std::size_t f = 0; f < fold.encoding.features.size(); ++f) {
    EXPECT_EQ(fold.encoding.features[f].kind, again->encoding.features[f].kind);
    EXPECT_EQ(fold.encoding.features[f].columns, again->encoding.features[f].columns);
    EXPECT_EQ(fold.encoding.features[f].level_ranks, again->encoding.features[f].level_ranks);
  }
}

TEST(Fold, ReadsItsDerivedFeaturesAsTheModelWill) {
  const Customers made = with_ratio(1500);
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto fold = make_fold({p.rows, p.inputs, view, 18000, p.row_features, true},
                              std::vector<bool>(p.rows.size(), true), kGoOn);
  ASSERT_TRUE(fold.ok());
  const FeatureRows whole(fold->encoding, view, p.rows);
  ASSERT_EQ(fold->rows.features(), whole.features());
  for (std::size_t i = 0; i < p.rows.size(); i += 13)
    for (std::size_t f = 0; f < whole.features(); ++f) {
      const float a = fold->rows.row(i)[f], b = whole.row(i)[f];
      ASSERT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << i << " " << f;
    }
}

TEST(Fold, TellsNoTrainingRowItsOwnOutcomeByARareLevel) {
  // Every level has two rows: a rate with the row's own outcome in it would tell that outcome.
  SeededRandom random(3);
  std::vector<std::string> shop;
  for (int i = 0; i < 1600; ++i) shop.push_back("shop " + std::to_string(random.below(800)));
  Making making{.rows = 1600, .strength = 0};
  making.more = {table::text_column("shop", shop)};
  Customers made = customers(std::move(making));
  roles::Options options;
  options.roles["shop"] = roles::Role::kInput;
  made.roles = std::move(roles::find(made.table, options)).value();
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto fold =
      make_fold({p.rows, p.inputs, view, 18000}, std::vector<bool>(p.rows.size(), true), kGoOn);
  ASSERT_TRUE(fold.ok());
  const std::size_t f = fold->base_features - 1;
  ASSERT_EQ(fold->encoding.features[f].kind, Kind::kRate);
  double sum[2] = {}, rows[2] = {};
  for (std::size_t i = 0; i < p.rows.size(); ++i) {
    const float x = fold->rows.row(i)[f];
    if (std::isnan(x)) continue;
    sum[p.rows.left[i]] += static_cast<double>(x);
    rows[p.rows.left[i]] += 1;
  }
  EXPECT_NEAR(sum[1] / rows[1], sum[0] / rows[0], 0.01);
}

}  // namespace
}  // namespace retainwise::learn
