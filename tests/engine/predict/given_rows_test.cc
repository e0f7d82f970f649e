#include "engine/predict/given_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/model/encode.h"
#include "engine/model/file.h"
#include "engine/predict/ready_model.h"
#include "tests/engine/model/small_model.h"
#include "tests/engine/predict/made_upload.h"

namespace retainwise::predict {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json parsed(std::string_view text) {
  return parse_json(text).value();
}

GivenRows given(std::string_view rows) {
  const Json json = parsed(rows);
  return rows_of_json(model::small_model(), json).value();
}

std::vector<std::string> codes(const std::vector<FileIssue>& issues) {
  std::vector<std::string> out;
  for (const FileIssue& each : issues)
    out.push_back(std::to_string(each.row.value_or(0)) + " " + each.column.value_or("") + " " +
                  each.code);
  return out;
}

std::vector<std::string> wrong(std::string_view rows) {
  const Json json = parsed(rows);
  const auto refused = rows_of_json(model::small_model(), json);
  return refused.ok() ? std::vector<std::string>() : codes(refused.error().issues);
}

TEST(GivenRows, TakesNumbersLevelsAndDatesAsJsonHasThem) {
  const GivenRows rows = given(R"([{"tenure": 12.5, "Contract": "Two year", "signup": "2024-02-29"},
                {"tenure": "7", "contract": " two YEAR ", "Signup": null}, {}])");
  EXPECT_THAT(rows.messages, IsEmpty());
  const model::InputView view(model::small_model().inputs, rows.table);
  EXPECT_EQ(rows.table.rows(), 3U);
  EXPECT_THAT(rows.texts[0], ElementsAre("12.5", "Two year", "2024-02-29"));
  EXPECT_THAT(rows.texts[1], ElementsAre("7", "Two year", ""));
  EXPECT_THAT(rows.texts[2], ElementsAre("", "", ""));
  const auto& tenure = rows.table.column(*rows.table.find("tenure"));
  EXPECT_EQ(tenure.numbers()[1], 7);
  EXPECT_TRUE(std::isnan(tenure.numbers()[2]));
  EXPECT_EQ(rows.table.column(*rows.table.find("signup")).numbers()[0],
            parse_iso_date("2024-02-29")->days);
}

TEST(GivenRows, ReadsYesAndNoWhereTheColumnHoldsSuch) {
  model::Model model = model::small_model();
  model.inputs[0].type = table::Type::kBoolean;
  const Json json = parsed(R"([{"tenure": "Yes"}, {"tenure": "non"}, {"tenure": true},
                               {"tenure": "n"}, {"tenure": 1}])");
  const GivenRows rows = rows_of_json(model, json).value();
  const auto values = rows.table.column(0).numbers();
  EXPECT_THAT(std::vector<double>(values.begin(), values.end()), ElementsAre(1, 0, 1, 0, 1));
}

TEST(GivenRows, NamesEachValueThatIsNotWhatItsColumnHolds) {
  EXPECT_THAT(wrong(R"([{"tenure": 1}, {"tenure": "many", "signup": "03/04/2025"},
                        {"Contract": ["a"]}, {"signup": 45000}])"),
              ElementsAre("2 tenure not_a_number", "2 signup not_a_date", "3 Contract not_a_value",
                          "4 signup not_a_date"));
}

TEST(GivenRows, TellsWhatItDoesNotReadAndDoesNotKnow) {
  const GivenRows rows = given(R"([{"tenure": 1, "id": "C-1", "Contract": "Weekly"},
                                   {"id": "C-2"}])");
  EXPECT_THAT(codes(rows.messages),
              ElementsAre("0 id column_not_read", "1 Contract level_unknown"));
}

TEST(GivenRows, ARowThatIsNoObjectIsRefused) {
  const Json json = parsed("[1]");
  const auto refused = rows_of_json(model::small_model(), json);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("Row 1"));
}

// --- one row with changes, against the whole way ---

class ChangedRows : public testing::Test {
 protected:
  /// Learned once.
  static const std::string& learned() {
    static const std::string kLearned =
        run(made_upload({.rows = 300, .delimiter = ';'})).value().model;
    return kLearned;
  }
  const std::string input_ = made_upload({.rows = 300, .delimiter = ';'});
  const ReadyModel ready_ = ReadyModel::read(as_bytes(learned())).value();

  /// Row `row` of the file, with others, and what it is changed to.
  ChangedRow changed(std::size_t row, const std::string& column, const std::string& value) {
    const ResultRows file = ResultRows::read(input_);
    ChangedRow change;
    const auto cells = [&](std::size_t at) {
      std::vector<std::string> out;
      for (const auto& each : ready_.model().inputs) out.push_back(file.cell(at, each.name));
      return out;
    };
    for (std::size_t i = 0; i < ready_.model().inputs.size(); ++i) change.inputs.push_back(i);
    change.before = change.after = cells(row);
    for (std::size_t i = 0; i < change.inputs.size(); ++i) {
      if (ready_.model().inputs[i].name == column) change.after[i] = value;
    }
    for (std::size_t at = 0; at < 50; ++at) change.others.push_back(cells(at));
    return change;
  }

  Result<AtOnce> scored(const ChangedRow& change) {
    csv::ReadOptions reading;
    reading.delimiter = ';';
    RW_TRY(const GivenRows rows, rows_of_change(ready_.model(), change, reading));
    return ready_.score(rows.table, rows.texts, {});
  }
};

TEST_F(ChangedRows, GiveTheSameBitsAsTheWholeFileScoredByTheModel) {
  const auto saved = model::read(as_bytes(learned())).value();
  const Ran whole = run(input_, {}, &saved).value();
  const ResultRows result = ResultRows::read(whole.result);
  for (const std::size_t row : {0U, 17U, 299U}) {
    const AtOnce both = scored(changed(row, "Months", "1")).value();
    const double p = std::stod(result.cell(row, "churn_probability"));
    EXPECT_NEAR(both.rows[0]["churn_probability"].get<double>(), p, 1e-12);
    EXPECT_EQ(both.rows[0]["risk_level"], result.cell(row, "risk_level"));
  }
}

TEST_F(ChangedRows, AddUpAndMove) {
  const AtOnce both = scored(changed(3, "Tickets", "8")).value();
  for (const Json& each : both.rows) {
    double sum = each["base_value"].get<double>();
    for (const Json& one : each["contributions"]) sum += one["log_odds"].get<double>();
    EXPECT_NEAR(sum, each["log_odds"].get<double>(), 1e-6);
  }
  EXPECT_NE(both.rows[0]["churn_probability"], both.rows[1]["churn_probability"]);
}

TEST_F(ChangedRows, WhatReadsAsNothingIsRefusedAndABlankIsNot) {
  const auto refused = scored(changed(3, "Months", "many"));
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(codes(refused.error().issues), ElementsAre("0 Months not_a_number"));
  EXPECT_TRUE(scored(changed(3, "Months", " ")).ok());
}

TEST_F(ChangedRows, ATrueRateMovesTheLogOddsByOneConstant) {
  csv::ReadOptions reading;
  reading.delimiter = ';';
  const GivenRows rows =
      rows_of_change(ready_.model(), changed(3, "Tickets", "8"), reading).value();
  const AtOnce plain = ready_.score(rows.table, rows.texts, {}).value();
  const AtOnce moved = ready_.score(rows.table, rows.texts, Shift{0.05, std::nullopt}).value();
  const double rate = ready_.model().base_rate;
  const double shift = std::log(0.05 / 0.95) - std::log(rate / (1 - rate));
  for (std::size_t row = 0; row < 2; ++row) {
    EXPECT_NEAR(moved.rows[row]["log_odds"].get<double>(),
                plain.rows[row]["log_odds"].get<double>() + shift, 1e-5);
  }
}

}  // namespace
}  // namespace retainwise::predict
