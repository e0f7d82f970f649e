#include "engine/model/encode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/table/builder.h"

namespace retainwise::model {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

table::Table small_table() {
  table::TableBuilder builder;
  builder.add(table::number_column("a", {6, kMissing, 2, 1e300}))
      .add(table::number_column("b", {3, 1, 0, 1}))
      .add(table::text_column("plan", {"gold", "", "tin", "gold"}))
      .add(table::boolean_column("paid", {"yes", "no", "", "yes"}, "yes"))
      .add(table::date_column(
          "since", std::vector<std::optional<Date>>{Date{0}, Date{-1}, std::nullopt, Date{19782}}));
  auto table = builder.build();
  EXPECT_TRUE(table.ok());
  return std::move(table).value();
}

std::vector<InputColumn> small_inputs() {
  return {{"a", table::Type::kNumber, false, {}},
          {"b", table::Type::kNumber, false, {}},
          {"plan", table::Type::kText, true, {"silver", "gold"}},
          {"paid", table::Type::kBoolean, false, {}},
          {"since", table::Type::kDate, false, {}}};
}

std::vector<float> encoded(Feature::Kind kind, std::vector<std::int32_t> columns) {
  const table::Table table = small_table();
  const std::vector<InputColumn> inputs = small_inputs();
  const InputView view(inputs, table);
  Feature feature;
  feature.kind = kind;
  feature.columns = std::move(columns);
  feature.reference_day = 10;
  feature.level_ranks = {0, 1};
  std::vector<float> out(4);
  encode({{feature}}, view, 0, 4, out);
  return out;
}

void expect(const std::vector<float>& got, const std::vector<double>& wanted) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (std::isnan(wanted[i])) {
      EXPECT_TRUE(std::isnan(got[i])) << i;
    } else {
      EXPECT_FLOAT_EQ(got[i], static_cast<float>(wanted[i])) << i;
    }
  }
}

TEST(Encode, ReadsNumbersAndKeepsThemFinite) {
  expect(encoded(Feature::Kind::kNumber, {0}), {6, kMissing, 2, std::numeric_limits<float>::max()});
}

TEST(Encode, ReadsLevelsByTextAndUnseenOnesAsMissing) {
  expect(encoded(Feature::Kind::kRank, {2}), {1, kMissing, kMissing, 1});
}

TEST(Encode, ReadsDatesAsAgeWeekdayAndMonth) {
  expect(encoded(Feature::Kind::kAge, {4}), {10, 11, kMissing, 10 - 19782});
  // 1970-01-01 was a Thursday, 1969-12-31 a Wednesday, 2024-02-29 a Thursday.
  expect(encoded(Feature::Kind::kWeekday, {4}), {3, 2, kMissing, 3});
  expect(encoded(Feature::Kind::kMonth, {4}), {1, 12, kMissing, 2});
}

TEST(Encode, MakesDerivedFeatures) {
  expect(encoded(Feature::Kind::kSum, {0, 1}), {9, 1, 2, std::numeric_limits<float>::max()});
  expect(encoded(Feature::Kind::kRatio, {0, 1}),
         {2, kMissing, kMissing, std::numeric_limits<float>::max()});
  expect(encoded(Feature::Kind::kMinus, {1, 3}), {2, 1, kMissing, 0});
  expect(encoded(Feature::Kind::kPlus, {1, 3}), {4, 1, kMissing, 2});
  expect(encoded(Feature::Kind::kProduct, {1, 3}), {3, 0, kMissing, 1});
  expect(encoded(Feature::Kind::kResidual, {1, 3, 1}), {0, 1, kMissing, 0});
  expect(encoded(Feature::Kind::kMissingCount, {0, 2, 3, 4}), {0, 2, 2, 0});
  expect(encoded(Feature::Kind::kYesCount, {3}), {1, 0, 0, 1});
  expect(encoded(Feature::Kind::kRate, {2}), {1, kMissing, kMissing, 1});
}

TEST(Encode, CountsACategorysTextThatMeansYes) {
  table::TableBuilder builder;
  builder.add(table::text_column("a", {"Yes", "No", "No internet", "", "TRUE", "oui"}))
      .add(table::number_column("n", {1, 1, 1, 1, 1, 1}));
  const table::Table table = std::move(builder.build()).value();
  const std::vector<InputColumn> inputs = {{"a", table::Type::kText, true, {"No"}}};
  const InputView view(inputs, table);
  for (const std::size_t row : {0U, 4U, 5U}) EXPECT_TRUE(view.says_yes(0, row)) << row;
  for (const std::size_t row : {1U, 2U, 3U}) EXPECT_FALSE(view.says_yes(0, row)) << row;
}

TEST(Encode, ReadsAColumnThatTheFileLacksAsMissing) {
  const table::Table table = small_table();
  std::vector<InputColumn> inputs = small_inputs();
  inputs[0].name = "elsewhere";
  const InputView view(inputs, table);
  EXPECT_TRUE(std::isnan(view.number(0, 0)));
  EXPECT_TRUE(view.missing(0, 0));
}

TEST(Encode, GivesTheSameForARowAloneAndInABatch) {
  const table::Table table = small_table();
  const std::vector<InputColumn> inputs = small_inputs();
  const InputView view(inputs, table);
  Feature number, rank;
  number.columns = {1};
  rank.kind = Feature::Kind::kRank;
  rank.columns = {2};
  rank.level_ranks = {0, 1};
  const Encoding encoding{{number, rank}};
  std::vector<float> all(8), one(2);
  encode(encoding, view, 0, 4, all);
  encode(encoding, view, 3, 1, one);
  EXPECT_EQ(one[0], all[3]);
  EXPECT_EQ(one[1], all[7]);
}

TEST(Curve, IsLinearBetweenItsPointsAndLevelBeyond) {
  const Curve curve{0, {0, 2, 4}, {1, 3, -1}, 7};
  EXPECT_EQ(value_at(curve, -5), 1);
  EXPECT_EQ(value_at(curve, 0), 1);
  EXPECT_EQ(value_at(curve, 1), 2);
  EXPECT_EQ(value_at(curve, 3), 1);
  EXPECT_EQ(value_at(curve, 9), -1);
  EXPECT_EQ(value_at(curve, std::numeric_limits<float>::quiet_NaN()), 7);
}

}  // namespace
}  // namespace retainwise::model
