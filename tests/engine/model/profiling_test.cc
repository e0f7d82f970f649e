#include "engine/model/profiling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "engine/table/builder.h"

namespace retainwise::model {
namespace {

using Counts = std::vector<std::uint32_t>;
using Cuts = std::vector<double>;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Histogram, GivesEachOfFewValuesABinOfItsOwn) {
  const Histogram h = histogram_of(Cuts{3, 1, 1, kNan, 7, 3, 3});
  EXPECT_EQ(h.cuts, (Cuts{3, 7}));
  EXPECT_EQ(h.counts, (Counts{2, 3, 1}));
}

TEST(Histogram, OfManyValuesHasBinsOfEqualWeightAndHidesTheExtremes) {
  std::vector<double> values(1000);
  std::iota(values.begin(), values.end(), 0.0);
  const Histogram h = histogram_of(values);
  EXPECT_EQ(h.cuts.front(), 10);
  EXPECT_EQ(h.cuts.back(), 990);
  EXPECT_EQ(h.counts.front(), 10U);
  EXPECT_EQ(h.counts[2], 50U);
  EXPECT_EQ(std::accumulate(h.counts.begin(), h.counts.end(), 0U), 1000U);
}

TEST(Histogram, PartsAValueThatManyShareFromItsNeighbours) {
  std::vector<double> values(500, 0.0);
  for (int i = 1; i <= 500; ++i) values.push_back(i);
  const Histogram h = histogram_of(values);
  EXPECT_EQ(h.cuts.front(), 1);
  EXPECT_EQ(h.counts.front(), 500U);
}

TEST(Histogram, OfNothingHasOneEmptyBin) {
  EXPECT_EQ(histogram_of({}).counts, (Counts{0}));
  EXPECT_EQ(histogram_of(Cuts{kNan}).counts, (Counts{0}));
  EXPECT_EQ(histogram_of(Cuts{5, 5}).counts, (Counts{2}));
}

TEST(Histogram, CountsAnotherFileInTheSameBins) {
  const Histogram h = counted_like(Histogram{{3, 7}, {9, 9, 9}}, Cuts{-100, 3, 6.9, 7, 1e9, kNan});
  EXPECT_EQ(h.cuts, (Cuts{3, 7}));
  EXPECT_EQ(h.counts, (Counts{1, 2, 2}));
}

table::Table customers(std::initializer_list<std::string> plans, std::vector<double> months) {
  table::TableBuilder builder;
  builder.add(table::text_column("plan", plans))
      .add(table::number_column("months", std::move(months)));
  auto table = builder.build();
  EXPECT_TRUE(table.ok());
  return std::move(table).value();
}

const std::vector<InputColumn> kInputs = {{"plan", table::Type::kText, true, {"tin", "gold"}},
                                          {"months", table::Type::kNumber, false, {}}};

TEST(Profile, CountsTheRowsThatWereLearnedFrom) {
  const table::Table table = customers({"gold", "", "tin", "gold"}, {6, kNan, 2, 6});
  const Profile profile = profile_of(kInputs, InputView(kInputs, table), Counts{0, 1, 3},
                                     std::vector<std::uint8_t>{1, 0, 0}, Cuts{-1, 0.5, 0.5});
  EXPECT_EQ(profile.rows, 3U);
  EXPECT_EQ(profile.left, 1U);
  EXPECT_EQ(profile.columns[0].values.counts, (Counts{0, 2}));
  EXPECT_EQ(profile.columns[0].missing, 1U);
  EXPECT_EQ(profile.columns[1].values.counts, (Counts{2}));
  EXPECT_EQ(profile.columns[1].missing, 1U);
  EXPECT_EQ(profile.scores.cuts, (Cuts{0.5}));
  EXPECT_EQ(profile.scores.counts, (Counts{1, 2}));
}

TEST(Profile, OfAnotherFileKeepsTheBinsAndLeavesOutLevelsThatAreNew) {
  Profile before;
  before.columns = {{0, {{}, {5, 5}}}, {0, {{3}, {5, 5}}}};
  before.scores = {{0}, {5, 5}};
  const table::Table table = customers({"silver", "tin", ""}, {2, 3, kNan});
  const Profile profile = counted_like(before, kInputs, InputView(kInputs, table), Cuts{-1, 1, 2});
  EXPECT_EQ(profile.rows, 3U);
  EXPECT_EQ(profile.columns[0].values.counts, (Counts{1, 0}));
  EXPECT_EQ(profile.columns[0].missing, 1U);
  EXPECT_EQ(profile.columns[1].values.counts, (Counts{1, 1}));
  EXPECT_EQ(profile.scores.counts, (Counts{1, 2}));
}

TEST(Profile, OfAColumnThatTheFileLacksIsAllMissing) {
  Profile before;
  before.columns = {{0, {{}, {5, 5}}}, {0, {{3}, {5, 5}}}};
  table::TableBuilder builder;
  auto table = builder.add(table::text_column("plan", {"tin", "tin"})).build();
  ASSERT_TRUE(table.ok());
  const Profile profile = counted_like(before, kInputs, InputView(kInputs, *table), {});
  EXPECT_EQ(profile.columns[1].missing, 2U);
}

}  // namespace
}  // namespace retainwise::model
