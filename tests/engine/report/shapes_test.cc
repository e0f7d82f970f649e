#include "engine/report/shapes.h"

#include <gtest/gtest.h>

#include "engine/report/list.h"
#include "tests/engine/report/made_file.h"

namespace retainwise::report {
namespace {

/// `rows` customers: `x` is the row, `plan` one of `plans`, `few` 0, 1, 2 or empty.
std::string rows_of(std::size_t rows, std::size_t plans) {
  std::string text = "id,x,plan,few\n";
  for (std::size_t i = 0; i < rows; ++i) {
    text += "C" + std::to_string(i) + "," + std::to_string(i) + ",plan " +
            std::to_string(i % plans) + "," + (i % 4 == 3 ? "" : std::to_string(i % 4)) + "\n";
  }
  return text;
}

MadeFile made(std::size_t rows, std::size_t plans = 3) {
  return MadeFile(rows_of(rows, plans), {{"few", 0.5F}, {"plan", 1.0F}, {"x", 0.01F}}, 0,
                  std::vector<roles::State>(rows, roles::State::kActive));
}

Json shape_of(const MadeFile& made, std::string_view column) {
  const ScoredFile file = made.file();
  const Json all = shapes(file, importance(file));
  for (const Json& each : all["columns"]) {
    if (each["column"] == column) return each;
  }
  return nullptr;
}

TEST(Shapes, StandInTheOrderOfImportance) {
  const MadeFile many = made(100);
  const ScoredFile file = many.file();
  const Json ranked = importance(file), drawn = shapes(file, ranked);
  EXPECT_EQ(drawn["rows"], 100);
  EXPECT_EQ(drawn["unit"], "log_odds");
  ASSERT_EQ(drawn["columns"].size(), ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i)
    EXPECT_EQ(drawn["columns"][i]["column"], ranked[i]["column"]);
}

TEST(Shapes, CutManyNumbersIntoRangesThatHoldEveryRow) {
  const Json x = shape_of(made(100), "x");
  EXPECT_EQ(x["kind"], "number");
  ASSERT_LE(x["points"].size(), kShapePoints);
  std::size_t rows = 0;
  for (const Json& point : x["points"]) {
    rows += point["rows"].get<std::size_t>();
    EXPECT_NEAR(point["mean"].get<double>(), 0.01 * point["value"].get<double>(), 1e-4);
    EXPECT_LE(point["low"], point["mean"]);
    EXPECT_GE(point["high"], point["mean"]);
  }
  EXPECT_EQ(rows, 100U);
  EXPECT_EQ(x["points"].front()["from"], 0);
  EXPECT_EQ(x["points"].back()["to"], 99);
  EXPECT_TRUE(x["missing"].is_null());
}

TEST(Shapes, KeepFewNumbersEachByItselfAndThoseWithoutOneApart) {
  const Json few = shape_of(made(100), "few");
  ASSERT_EQ(few["points"].size(), 3U);
  for (int value = 0; value < 3; ++value) {
    const Json& point = few["points"][static_cast<std::size_t>(value)];
    EXPECT_EQ(point["from"], value);
    EXPECT_EQ(point["to"], value);
    EXPECT_EQ(point["rows"], 25);
    EXPECT_DOUBLE_EQ(point["mean"].get<double>(), 0.5 * value);
  }
  EXPECT_EQ(few["missing"]["rows"], 25);
  EXPECT_EQ(few["missing"]["mean"], 0);
}

TEST(Shapes, NameTheLevelsOfMostRowsAndPutTheRestTogether) {
  const Json plan = shape_of(made(103, 50), "plan");
  EXPECT_EQ(plan["kind"], "category");
  ASSERT_EQ(plan["points"].size(), kShapePoints);
  EXPECT_EQ(plan["points"][0]["value"], "plan 0");
  EXPECT_EQ(plan["points"][0]["rows"], 3);
  EXPECT_EQ(plan["points"][3]["rows"], 2);
  EXPECT_EQ(plan["others"]["rows"], 103 - 3 * 3 - 17 * 2);
}

TEST(Shapes, TakeSoManyRowsOfALongFileAndSaySo) {
  const MadeFile many = made(kShapeRows + 5000);
  const ScoredFile file = many.file();
  const Json all = shapes(file, importance(file));
  EXPECT_EQ(all["rows"], kShapeRows);
  EXPECT_GT(shape_of(many, "x")["points"].back()["to"], kShapeRows + 4990);
}

}  // namespace
}  // namespace retainwise::report
