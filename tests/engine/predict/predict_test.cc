#include "engine/predict/predict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "engine/metric/decision.h"
#include "engine/model/file.h"
#include "engine/report/customers_file.h"
#include "tests/engine/predict/made_upload.h"

namespace retainwise::predict {
namespace {

using report::CustomersFile;

Ran ran(const std::string& input, const Options& options = {}, const model::Model* saved = nullptr,
        unsigned threads = 2) {
  auto out = run(input, options, saved, threads);
  if (!out.ok()) throw std::runtime_error(out.error().what + " " + out.error().detail);
  return std::move(out).value();
}

model::Model model_of(const Ran& from) {
  auto model = model::read(as_bytes(from.model));
  if (!model.ok()) throw std::runtime_error(model.error().what);
  return std::move(model).value();
}

CustomersFile customers_of(const Ran& from) {
  const std::string& bytes = from.customers;
  auto file = CustomersFile::open(
      [&bytes](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
        return bytes.substr(offset, length);
      },
      bytes.size());
  if (!file.ok()) throw std::runtime_error(file.error().detail);
  return std::move(file).value();
}

double odds(double probability) {
  return probability / (1 - probability);
}

/// Base value + Σ reasons = log-odds of the probability that the result file shows, and the product
/// of the factors is its odds: for every row.
void expect_reasons_to_add_up(const Ran& ran) {
  const ResultRows result = ResultRows::read(ran.result);
  const CustomersFile customers = customers_of(ran);
  ASSERT_EQ(customers.rows(), result.rows.size());
  const auto contributions = customers.contributions(0, customers.rows());
  const auto bases = customers.bases(0, customers.rows());
  ASSERT_TRUE(contributions.ok() && bases.ok());
  const std::size_t inputs = customers.inputs().size();
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    const double shown = std::stod(result.cell(row, "churn_probability"));
    auto sum = static_cast<double>((*bases)[row]);
    double product = std::exp(sum);
    for (std::size_t i = 0; i < inputs; ++i) {
      const auto share = static_cast<double>((*contributions)[row * inputs + i]);
      sum += share;
      product *= std::exp(share);
    }
    ASSERT_NEAR(sum, std::log(odds(shown)), 1e-6) << "row " << row;
    ASSERT_NEAR(product / odds(shown), 1, 1e-6) << "row " << row;
  }
}

/// One run, looked at by many tests.
class LearnedFile : public testing::Test {
 protected:
  static const Ran& learned() {
    static const Ran once = ran(input());
    return once;
  }
  static std::string input() { return made_upload({}); }
};

TEST_F(LearnedFile, HasTheUploadsRowsCellByCell) {
  const ResultRows before = ResultRows::read(input());
  const ResultRows after = ResultRows::read(learned().result);
  ASSERT_EQ(after.rows.size(), 400U);
  EXPECT_EQ(learned().summary.rows, 400);
  EXPECT_EQ(learned().summary.mode, "learn");
  for (std::size_t row = 0; row < 400; ++row) {
    for (std::size_t i = 0; i < before.header.size(); ++i) {
      ASSERT_EQ(after.rows[row][i], before.rows[row][i]) << row << " " << i;
    }
  }
  // Neutralised for spreadsheets; read again, the apostrophe is no part of the cell.
  EXPECT_THAT(learned().result, testing::HasSubstr("'=Two"));
}

TEST_F(LearnedFile, RanksThoseWhoCanBeKeptByTheirProbability) {
  const ResultRows result = ResultRows::read(learned().result);
  std::map<int, double> by_rank;
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    const bool left = result.cell(row, "Churn") == "Yes";
    EXPECT_EQ(result.cell(row, "customer_state"), left ? "left" : "active");
    EXPECT_EQ(result.cell(row, "risk_rank").empty(), left);
    EXPECT_EQ(result.cell(row, "score_kind"), "out_of_fold");
    if (left) continue;
    by_rank[std::stoi(result.cell(row, "risk_rank"))] =
        std::stod(result.cell(row, "churn_probability"));
  }
  const Json& states = learned().summary.metrics["states"];
  ASSERT_EQ(by_rank.size(), states["active"].get<std::size_t>());
  EXPECT_EQ(by_rank.begin()->first, 1);
  EXPECT_EQ(by_rank.rbegin()->first, static_cast<int>(by_rank.size()));
  double before = 1;
  for (const auto& [rank, probability] : by_rank) {
    EXPECT_LE(probability, before);
    before = probability;
  }
}

TEST_F(LearnedFile, HasReasonsThatAddUpInEveryRow) {
  expect_reasons_to_add_up(learned());
}

TEST_F(LearnedFile, ListsEveryKeyOfTheMetricsInItsOrder) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : learned().summary.metrics.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"mode",
                                            "model",
                                            "rows",
                                            "outcome",
                                            "columns",
                                            "states",
                                            "risk",
                                            "roc_auc",
                                            "pr_auc",
                                            "log_loss",
                                            "brier",
                                            "lift_at_10",
                                            "accuracy",
                                            "precision",
                                            "recall",
                                            "f1",
                                            "threshold",
                                            "threshold_method",
                                            "threshold_figures",
                                            "confusion",
                                            "verdict",
                                            "baseline",
                                            "calibration",
                                            "gain",
                                            "roc",
                                            "pr",
                                            "thresholds",
                                            "drift",
                                            "expected_leavers",
                                            "histogram",
                                            "importance",
                                            "shapes",
                                            "top",
                                            "validation",
                                            "reading",
                                            "quality",
                                            "messages",
                                            "options",
                                            "seed",
                                            "version",
                                            "commit",
                                            "instruction_set",
                                            "input_sha256"}));
}

TEST_F(LearnedFile, HasFiguresThatAgreeWithItsRows) {
  const Json& metrics = learned().summary.metrics;
  EXPECT_EQ(metrics["outcome"]["column"], "Churn");
  EXPECT_EQ(metrics["outcome"]["left_value"], "Yes");
  EXPECT_EQ(metrics["input_sha256"], "abc123");
  EXPECT_GT(metrics["roc_auc"]["value"].get<double>(), 0.7);
  EXPECT_LE(metrics["roc_auc"]["low"], metrics["roc_auc"]["value"]);
  const Json& confusion = metrics["confusion"];
  EXPECT_EQ(confusion["true_positive"].get<int>() + confusion["false_negative"].get<int>(),
            metrics["outcome"]["left"].get<int>());
  const ResultRows result = ResultRows::read(learned().result);
  int high = 0, kept_high = 0, called = 0;
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    const bool is_high = result.cell(row, "risk_level") == "high";
    high += is_high ? 1 : 0;
    kept_high += is_high && result.cell(row, "Churn") == "No" ? 1 : 0;
    called += std::stod(result.cell(row, "churn_probability")) >= metrics["threshold"] ? 1 : 0;
  }
  EXPECT_EQ(metrics["risk"]["high"], high);
  EXPECT_EQ(metrics["risk"]["keepable"]["high"], kept_high);
  EXPECT_EQ(high, called);
  int in_histogram = 0;
  for (const Json& bin : metrics["histogram"]) in_histogram += bin["rows"].get<int>();
  EXPECT_EQ(in_histogram, metrics["states"]["active"].get<int>());
}

TEST_F(LearnedFile, MeasuresItsThresholdOnFoldsThatDidNotChooseIt) {
  const CustomersFile customers = customers_of(learned());
  const auto probability = customers.probabilities(0, customers.rows());
  const auto states = customers.states(0, customers.rows());
  const auto folds = customers.folds(0, customers.rows());
  ASSERT_TRUE(probability.ok() && states.ok() && folds.ok());
  std::vector<std::uint8_t> left;
  for (const roles::State state : *states) left.push_back(state == roles::State::kLeft ? 1 : 0);
  const metric::Confusion expected =
      metric::confusion(metric::called_by_other_folds(*probability, left, *folds), left);
  const Json& metrics = learned().summary.metrics;
  EXPECT_EQ(metrics["threshold_figures"], "cross_fitted");
  EXPECT_EQ(metrics["confusion"]["true_positive"], expected.true_positive);
  EXPECT_EQ(metrics["confusion"]["false_positive"], expected.false_positive);
  EXPECT_EQ(metrics["precision"]["value"], metric::precision(expected)->value);
}

TEST_F(LearnedFile, SharesItsImportanceAmongExactlyItsInputs) {
  const Json& metrics = learned().summary.metrics;
  std::set<std::string> inputs;
  for (const Json& column : metrics["columns"]) {
    if (column["role"] == "input") inputs.insert(column["name"]);
  }
  EXPECT_TRUE(inputs.contains("Plan"));
  EXPECT_FALSE(inputs.contains("Customer Id"));
  EXPECT_FALSE(inputs.contains("Churn"));
  double shares = 0;
  std::set<std::string> named;
  for (const Json& one : metrics["importance"]) {
    shares += one["share"].get<double>();
    named.insert(one["column"]);
  }
  EXPECT_EQ(named, inputs);
  EXPECT_NEAR(shares, 1, 1e-9);
}

TEST_F(LearnedFile, PutsTheFirstTenOfTheListIntoTheMetrics) {
  const Json& top = learned().summary.metrics["top"];
  const ResultRows result = ResultRows::read(learned().result);
  ASSERT_EQ(top.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) {
    const std::size_t row = top[i]["row"].get<std::size_t>() - 1;
    EXPECT_EQ(result.cell(row, "risk_rank"), std::to_string(i + 1));
    EXPECT_EQ(result.cell(row, "Customer Id"), top[i]["id"]);
    EXPECT_EQ(result.cell(row, "explanation"), top[i]["explanation"]);
  }
}

TEST_F(LearnedFile, KeepsNothingOfAnyCustomerInTheModel) {
  EXPECT_EQ(learned().model.find("C-1003"), std::string::npos);
}

TEST_F(LearnedFile, IsTheSameBytesOnOneThreadAndOnFour) {
  const Ran one = ran(input(), {}, nullptr, 1);
  const Ran four = ran(input(), {}, nullptr, 4);
  EXPECT_EQ(one.result, four.result);
  EXPECT_EQ(one.customers, four.customers);
  EXPECT_EQ(one.model, four.model);
  EXPECT_EQ(one.summary.metrics.dump(), four.summary.metrics.dump());
  EXPECT_EQ(one.result, learned().result);
}

TEST_F(LearnedFile, ScoringInBlocksGivesTheSameBytesAsKeepingAllReasons) {
  const model::Model saved = model_of(learned());
  const std::string later = made_upload({.rows = 33'000, .seed = 9, .outcome = false});
  const Ran kept = ran(later, {}, &saved);
  StringSink result, model;
  NoProgress progress;
  Options options;
  options.as_of = date_of(2026, 11, 24);
  const auto blocks = predict(as_bytes(later), options, &saved, {"abc123", "0.1.0"}, 2,
                              {result, nullptr, model}, progress);
  ASSERT_TRUE(blocks.ok()) << blocks.error().what;
  EXPECT_TRUE(result.text() == kept.result);
  EXPECT_EQ(blocks->metrics.dump(), kept.summary.metrics.dump());
}

TEST_F(LearnedFile, ScoresTheSameFileByItsSavedModel) {
  const model::Model saved = model_of(learned());
  const Ran scored = ran(input(), {}, &saved);
  EXPECT_EQ(scored.summary.mode, "score");
  EXPECT_TRUE(scored.model.empty());
  EXPECT_TRUE(scored.summary.metrics["roc_auc"].is_null());
  EXPECT_EQ(scored.summary.metrics["threshold_method"], "model");
  EXPECT_TRUE(scored.summary.metrics["threshold_figures"].is_null());
  const Json& message = scored.summary.metrics["messages"].back();
  EXPECT_EQ(message["code"], "figures_not_measured");
  EXPECT_THAT(message["message"].get<std::string>(), testing::HasSubstr("its AUC was 0."));
  EXPECT_EQ(scored.summary.metrics["model"]["created_from_sha256"], "abc123");
  EXPECT_EQ(scored.summary.metrics["model"]["roc_auc"], learned().summary.metrics["roc_auc"]);
  const ResultRows result = ResultRows::read(scored.result);
  ASSERT_EQ(result.rows.size(), 400U);
  EXPECT_EQ(result.cell(0, "score_kind"), "model");
  expect_reasons_to_add_up(scored);
}

TEST_F(LearnedFile, HasMovedNowhereWhereItScoresItself) {
  const model::Model saved = model_of(learned());
  const Json metrics = ran(input(), {}, &saved).summary.metrics;
  EXPECT_EQ(metrics["drift"]["level"], "same");
  EXPECT_EQ(metrics["drift"]["trained_rows"], 400);
  EXPECT_EQ(metrics["drift"]["columns"].size(), saved.inputs.size());
  for (const Json& column : metrics["drift"]["columns"]) {
    EXPECT_EQ(column["psi"], 0.0) << column;
    EXPECT_EQ(column["missing"], column["missing_before"]) << column;
  }
  EXPECT_TRUE(learned().summary.metrics["drift"].is_null());
  EXPECT_TRUE(learned().summary.metrics["expected_leavers"].is_null());
}

TEST_F(LearnedFile, SaysWhichColumnOfALaterFileMovedAndWhichValuesAreNew) {
  const model::Model saved = model_of(learned());
  std::string later = made_upload({.rows = 300, .seed = 9, .outcome = false});
  for (std::size_t at = 0; (at = later.find(",Yearly,", at)) != std::string::npos;)
    later.replace(at, 8, ",Weekly,");
  const Json metrics = ran(later, {}, &saved).summary.metrics;
  const Json& plan = metrics["drift"]["columns"][0];
  EXPECT_EQ(metrics["drift"]["level"], "far");
  EXPECT_EQ(plan["column"], "Plan");
  EXPECT_EQ(plan["level"], "far");
  EXPECT_EQ(plan["new_levels"]["count"], 1);
  EXPECT_EQ(plan["new_levels"]["examples"], Json::array({"Weekly"}));
  EXPECT_GT(plan["new_levels"]["rows"], 60);
  EXPECT_EQ(metrics["drift"]["columns"][1]["level"], "same") << metrics["drift"];
  EXPECT_EQ(metrics["messages"].back()["code"], "drifted");
}

TEST_F(LearnedFile, ExpectsAsManyLeaversAsItsProbabilitiesSay) {
  const model::Model saved = model_of(learned());
  const Ran scored = ran(made_upload({.rows = 200, .seed = 9, .outcome = false}), {}, &saved);
  const ResultRows result = ResultRows::read(scored.result);
  double sum = 0;
  for (std::size_t row = 0; row < 200; ++row)
    sum += std::stod(result.cell(row, "churn_probability"));
  const Json& expected = scored.summary.metrics["expected_leavers"];
  EXPECT_NEAR(expected["value"], sum, 1e-6);
  EXPECT_LT(expected["low"], sum - 5);
  EXPECT_GT(expected["high"], sum + 5);
  EXPECT_EQ(expected["rows"], 200);
}

TEST_F(LearnedFile, SaysNothingOfDriftByAModelThatDoesNotKnowItsRows) {
  model::Model saved = model_of(learned());
  saved.profile.reset();
  const Json metrics = ran(input(), {}, &saved).summary.metrics;
  EXPECT_TRUE(metrics["drift"].is_null());
  EXPECT_TRUE(metrics["expected_leavers"].is_object());
}

TEST_F(LearnedFile, ScoresAFileWithoutAnOutcome) {
  const model::Model saved = model_of(learned());
  const Ran scored = ran(made_upload({.rows = 50, .seed = 9, .outcome = false}), {}, &saved);
  const ResultRows result = ResultRows::read(scored.result);
  ASSERT_EQ(result.rows.size(), 50U);
  std::set<std::string> ranks;
  for (std::size_t row = 0; row < 50; ++row) {
    EXPECT_EQ(result.cell(row, "customer_state"), "unknown");
    ranks.insert(result.cell(row, "risk_rank"));
  }
  EXPECT_EQ(ranks.size(), 50U);
  EXPECT_TRUE(scored.summary.metrics["outcome"].is_null());
  EXPECT_TRUE(scored.summary.metrics["messages"].empty())
      << scored.summary.metrics["messages"].dump();
  expect_reasons_to_add_up(scored);
}

TEST_F(LearnedFile, MatchesColumnsOfASavedModelByNormalisedName) {
  const model::Model saved = model_of(learned());
  const std::string same = made_upload({.rows = 50, .seed = 9, .outcome = false});
  std::string renamed = same;
  renamed.replace(renamed.find("Months"), 6, "months");
  renamed.replace(renamed.find("Plan"), 4, "PLAN ");
  const ResultRows a = ResultRows::read(ran(same, {}, &saved).result);
  const ResultRows b = ResultRows::read(ran(renamed, {}, &saved).result);
  for (std::size_t row = 0; row < 50; ++row) {
    EXPECT_EQ(a.cell(row, "churn_probability"), b.cell(row, "churn_probability"));
  }
}

TEST_F(LearnedFile, SaysWhichColumnOfTheModelAFileLacks) {
  const model::Model saved = model_of(learned());
  std::string without = made_upload({.rows = 50, .seed = 9, .outcome = false});
  without.replace(without.find("Tickets"), 7, "Hobbies");
  const Json metrics = ran(without, {}, &saved).summary.metrics;
  ASSERT_EQ(metrics["messages"].size(), 2U) << metrics["messages"].dump();
  EXPECT_EQ(metrics["messages"][1]["code"], "drifted");
  EXPECT_EQ(metrics["messages"][0]["code"], "input_missing");
  EXPECT_EQ(metrics["messages"][0]["column"], "Tickets");
  for (const Json& column : metrics["columns"]) {
    EXPECT_EQ(column["role"] == "input", column["evidence"] == "Read by the model.") << column;
  }
}

TEST_F(LearnedFile, IsRefusedAsAnInputWhereTheModelReadsNothingOfIt) {
  const model::Model saved = model_of(learned());
  const auto refused = run("Colour,Weight\nred,1\nblue,2\ngreen,3\n", {}, &saved);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadFile);
  EXPECT_EQ(refused.error().code, "model_does_not_fit");
  EXPECT_THAT(refused.error().what, testing::HasSubstr("Tickets"));
  EXPECT_THAT(refused.error().what, testing::HasSubstr("Found: none"));
}

std::string renamed(std::string file, const std::vector<std::string>& columns) {
  for (const std::string& column : columns)
    file.replace(file.find(column), column.size(), "Un" + column);
  return file;
}

TEST_F(LearnedFile, IsRefusedAsAnInputWhereMostColumnsOfTheModelAreMissing) {
  const model::Model saved = model_of(learned());
  const std::string file = made_upload({.rows = 50, .seed = 9, .outcome = false});
  EXPECT_TRUE(run(renamed(file, {"Spend", "Noise"}), {}, &saved).ok());
  const auto refused = run(renamed(file, {"Spend", "Noise", "Months"}), {}, &saved);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadFile);
  EXPECT_EQ(refused.error().code, "model_does_not_fit");
  EXPECT_THAT(refused.error().what, testing::HasSubstr("Missing: Months, Spend, Noise."));
  EXPECT_THAT(refused.error().what, testing::HasSubstr("Found: Plan, Tickets."));
  EXPECT_FALSE(refused.error().hint.empty());
  EXPECT_EQ(refused.error().issues.size(), 3U);
}

TEST_F(LearnedFile, IsRefusedAsAnInputWhereWhatMovedTheScoresIsMissing) {
  const Json& importance = learned().summary.metrics["importance"];
  const std::vector<std::string> strongest = {importance[0]["column"], importance[1]["column"]};
  ASSERT_GT(importance[0]["share"].get<double>() + importance[1]["share"].get<double>(), 0.5);
  const model::Model saved = model_of(learned());
  const auto refused =
      run(renamed(made_upload({.rows = 50, .seed = 9, .outcome = false}), strongest), {}, &saved);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "model_does_not_fit");
  EXPECT_THAT(refused.error().what, testing::HasSubstr("% of what moved its scores"));
}

TEST_F(LearnedFile, TakesTheThresholdThatIsGiven) {
  Options options;
  options.threshold = 0.9;
  const Ran given = ran(input(), options);
  EXPECT_EQ(given.summary.metrics["threshold"], 0.9);
  EXPECT_EQ(given.summary.metrics["threshold_method"], "given");
  const ResultRows result = ResultRows::read(given.result);
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    EXPECT_EQ(result.cell(row, "risk_level") == "high",
              std::stod(result.cell(row, "churn_probability")) >= 0.9);
  }
}

TEST_F(LearnedFile, MovesItsProbabilitiesToATrueRateAndKeepsTheOrder) {
  Options options;
  options.true_rate = 0.05;
  const Ran rare = ran(input(), options);
  const ResultRows a = ResultRows::read(learned().result);
  const ResultRows b = ResultRows::read(rare.result);
  const double rate = learned().summary.metrics["outcome"]["rate"];
  const double shift = std::log(odds(0.05)) - std::log(odds(rate));
  for (std::size_t row = 0; row < a.rows.size(); ++row) {
    EXPECT_EQ(a.cell(row, "risk_rank"), b.cell(row, "risk_rank"));
    EXPECT_EQ(a.cell(row, "risk_level") == "high", b.cell(row, "risk_level") == "high");
    EXPECT_NEAR(std::log(odds(std::stod(b.cell(row, "churn_probability")))),
                std::log(odds(std::stod(a.cell(row, "churn_probability")))) + shift, 1e-5);
  }
  EXPECT_NEAR(rare.summary.metrics["log_loss"]["value"].get<double>(),
              learned().summary.metrics["log_loss"]["value"].get<double>(), 1e-6);
  expect_reasons_to_add_up(rare);
}

/// The line of the table whose threshold is the one in use.
Json line_in_use(const Json& metrics) {
  for (const Json& line : metrics["thresholds"]["rows"]) {
    if (line["threshold"] == metrics["threshold"]) return line;
  }
  return nullptr;
}

TEST_F(LearnedFile, SaysOfAHundredThresholdsWhomTheyFlagAndCatch) {
  const Json& metrics = learned().summary.metrics;
  const Json& table = metrics["thresholds"];
  EXPECT_FALSE(table["weighted"]);
  EXPECT_NEAR(table["rate"].get<double>(), metrics["outcome"]["rate"].get<double>(), 1e-12);
  EXPECT_GE(table["rows"].size(), 90U);
  EXPECT_LE(table["rows"].size(), 101U);
  const double rows =
      metrics["outcome"]["left"].get<double>() + metrics["outcome"]["stayed"].get<double>();
  for (const Json& line : table["rows"]) {
    EXPECT_EQ(line["flagged"].get<double>(),
              line["true_positive"].get<double>() + line["false_positive"].get<double>());
    EXPECT_EQ(line["flagged"].get<double>() + line["true_negative"].get<double>() +
                  line["false_negative"].get<double>(),
              rows);
  }
  ASSERT_FALSE(line_in_use(metrics).is_null());
}

TEST_F(LearnedFile, CountsTheThresholdInUseAsTheResultFileShowsIt) {
  const Json line = line_in_use(learned().summary.metrics);
  const ResultRows result = ResultRows::read(learned().result);
  double flagged = 0, caught = 0;
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    if (result.cell(row, "risk_level") != "high") continue;
    if (result.cell(row, "score_kind") != "out_of_fold") continue;
    flagged += 1;
    caught += result.cell(row, "customer_state") == "left" ? 1 : 0;
  }
  EXPECT_EQ(line["flagged"], flagged);
  EXPECT_EQ(line["caught"], caught);
}

TEST_F(LearnedFile, DrawsCurvesThatEndWhereTheyMust) {
  const Json& metrics = learned().summary.metrics;
  EXPECT_EQ(metrics["roc"].front()["false_positive_rate"], 0);
  EXPECT_EQ(metrics["roc"].back()["true_positive_rate"], 1);
  EXPECT_EQ(metrics["pr"].back()["recall"], 1);
}

TEST_F(LearnedFile, WeightsTheThresholdsToAStatedTrueRate) {
  Options options;
  options.true_rate = 0.05;
  const Json metrics = ran(input(), options).summary.metrics;
  const Json line = line_in_use(metrics), plain = line_in_use(learned().summary.metrics);
  ASSERT_FALSE(line.is_null());
  EXPECT_TRUE(metrics["thresholds"]["weighted"]);
  EXPECT_NEAR(metrics["thresholds"]["rate"].get<double>(), 0.05, 1e-12);
  EXPECT_NEAR(line["recall"].get<double>(), plain["recall"].get<double>(), 1e-12);
  EXPECT_LT(line["precision"].get<double>(), plain["precision"].get<double>());
}

TEST(Predict, ScoresRowsOfUnknownOutcomeByTheFinalModel) {
  const Ran joined = ran(made_upload({.trial_outcome = "Trial"}));
  const ResultRows result = ResultRows::read(joined.result);
  EXPECT_EQ(joined.summary.metrics["states"]["unknown"], 40);
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    const bool trial = result.cell(row, "Churn") == "Trial";
    EXPECT_EQ(result.cell(row, "customer_state") == "unknown", trial);
    EXPECT_EQ(result.cell(row, "score_kind"), trial ? "model" : "out_of_fold");
    EXPECT_TRUE(!trial || !result.cell(row, "risk_rank").empty());
  }
  expect_reasons_to_add_up(joined);
}

/// A file whose columns have nothing to do with its outcome.
class FileOfChance : public testing::Test {
 protected:
  static const Ran& learned() {
    static const Ran once = ran(made_upload({.seed = 2, .chance = true}));
    return once;
  }
  static void expect_nobody_is_told_apart(const Ran& ran) {
    const Json& metrics = ran.summary.metrics;
    EXPECT_EQ(metrics["messages"][0]["code"], "no_better_than_chance");
    EXPECT_FALSE(metrics["messages"][0]["hint"].get<std::string>().empty());
    for (const char* key : {"threshold", "thresholds", "threshold_method", "threshold_figures",
                            "accuracy", "precision", "recall", "f1", "confusion"}) {
      EXPECT_TRUE(metrics[key].is_null()) << key;
    }
    EXPECT_TRUE(metrics["risk"]["threshold"].is_null());
    EXPECT_EQ(metrics["risk"]["keepable"]["high"], 0);
    EXPECT_EQ(metrics["risk"]["keepable"]["low"], 0);
    const ResultRows result = ResultRows::read(ran.result);
    for (std::size_t row = 0; row < result.rows.size(); ++row) {
      ASSERT_EQ(result.cell(row, "risk_level"), "medium") << row;
      ASSERT_THAT(result.cell(row, "explanation"), testing::StartsWith("No better than chance"));
    }
    EXPECT_FALSE(customers_of(ran).threshold());
  }
};

TEST_F(FileOfChance, CallsNobodyHighAndSaysSoFirst) {
  EXPECT_EQ(learned().summary.metrics["verdict"]["code"], "no_better_than_chance");
  EXPECT_TRUE(learned().summary.metrics["roc_auc"].is_object());
  expect_nobody_is_told_apart(learned());
}

TEST_F(FileOfChance, CallsNobodyHighByAThresholdThatIsGiven) {
  Options options;
  options.threshold = 0.2;
  expect_nobody_is_told_apart(ran(made_upload({.seed = 2, .chance = true}), options));
}

TEST_F(FileOfChance, GivesAModelThatCallsNobodyHighEither) {
  const model::Model saved = model_of(learned());
  expect_nobody_is_told_apart(
      ran(made_upload({.rows = 50, .seed = 9, .outcome = false}), {}, &saved));
}

TEST(Predict, KeepsTheDelimiterOfTheUpload) {
  const Ran semicolons = ran(made_upload({.delimiter = ';'}));
  EXPECT_TRUE(starts_with(semicolons.result, "Customer Id;Plan;Months;"));
  EXPECT_EQ(ResultRows::read(semicolons.result).rows.size(), 400U);
}

TEST(Predict, ScoresAResultOfItsOwnThatComesBack) {
  const Ran first = ran(made_upload({}));
  const Ran again = ran(first.result);
  const ResultRows result = ResultRows::read(again.result);
  EXPECT_EQ(result.rows.size(), 400U);
  EXPECT_NO_THROW(result.place("churn_probability_2"));
  for (const Json& column : again.summary.metrics["columns"]) {
    if (column["role"] != "input") continue;
    EXPECT_THAT((std::vector<std::string>{"Plan", "Months", "Tickets", "Spend", "Noise"}),
                testing::Contains(column["name"].get<std::string>()));
  }
}

/// Nothing in it that the scorecard knows.
constexpr std::string_view kNoSignals = "Id,Plan,Spend,Noise\n1,a,5,3\n2,b,6,1\n3,a,7,9\n";

TEST(Predict, GivesPointsAndNoProbabilityWhereAFileHasNoOutcome) {
  const Ran points = ran(made_upload({.outcome = false}));
  EXPECT_EQ(points.summary.mode, "starter");
  EXPECT_TRUE(points.model.empty());
  const ResultRows result = ResultRows::read(points.result);
  ASSERT_EQ(result.rows.size(), 400U);
  const Json& card = points.summary.metrics["scorecard"];
  std::vector<int> by_rank(400);
  for (std::size_t row = 0; row < 400; ++row) {
    EXPECT_EQ(result.cell(row, "churn_probability"), "");
    EXPECT_EQ(result.cell(row, "retention_probability"), "");
    EXPECT_EQ(result.cell(row, "score_kind"), "starter");
    const int sum = std::stoi(result.cell(row, "risk_points"));
    const std::string level = sum >= card["high_from"]     ? "high"
                              : sum >= card["medium_from"] ? "medium"
                                                           : "low";
    EXPECT_EQ(result.cell(row, "risk_level"), level);
    by_rank[std::stoul(result.cell(row, "risk_rank")) - 1] = sum;
  }
  EXPECT_TRUE(std::is_sorted(by_rank.rbegin(), by_rank.rend()));
  EXPECT_GT(by_rank.front(), by_rank.back());
}

TEST(Predict, SaysThatPointsAreNotLearnedAndMeasuresNothing) {
  const Json metrics = ran(made_upload({.outcome = false})).summary.metrics;
  EXPECT_EQ(metrics["verdict"]["code"], "not_learned");
  for (const char* key : {"model", "roc_auc", "log_loss", "threshold", "calibration", "gain", "roc",
                          "pr", "thresholds"})
    EXPECT_TRUE(metrics[key].is_null()) << key;
  std::vector<std::string> codes;
  for (const Json& message : metrics["messages"]) codes.push_back(message["code"]);
  EXPECT_THAT(codes, testing::IsSupersetOf({"no_outcome", "not_learned"}));
  EXPECT_TRUE(metrics["top"][0]["churn_probability"].is_null());
  EXPECT_EQ(metrics["top"][0]["reasons"][0]["column"], "Tickets");
  EXPECT_EQ(metrics["top"][0]["reasons"][0]["points"], metrics["top"][0]["risk_points"]);
}

TEST(Predict, SaysThatAScorecardLeavesOptionsOfProbabilitiesAside) {
  Options options;
  options.threshold = 0.3;
  options.true_rate = 0.1;
  const Json metrics = ran(made_upload({.outcome = false}), options).summary.metrics;
  std::vector<std::string> told;
  for (const Json& message : metrics["messages"])
    if (message["code"] == "option_left_aside") told.push_back(message["message"]);
  EXPECT_THAT(told, testing::ElementsAre(testing::HasSubstr("\"threshold\""),
                                         testing::HasSubstr("\"true_rate\"")));
}

TEST(Predict, KeepsThePointsOfEveryCustomerInTheCustomersFile) {
  const Ran points = ran(made_upload({.outcome = false}));
  const CustomersFile customers = customers_of(points);
  EXPECT_EQ(customers.unit(), report::Unit::kPoints);
  const ResultRows result = ResultRows::read(points.result);
  const auto contributions = customers.contributions(0, customers.rows());
  const auto kinds = customers.kinds(0, customers.rows());
  ASSERT_TRUE(contributions.ok() && kinds.ok());
  const std::size_t inputs = customers.inputs().size();
  for (std::size_t row = 0; row < customers.rows(); ++row) {
    EXPECT_EQ((*kinds)[row], report::ScoreKind::kStarter);
    float sum = 0;
    for (std::size_t i = 0; i < inputs; ++i) sum += (*contributions)[row * inputs + i];
    EXPECT_EQ(std::to_string(static_cast<int>(sum)), result.cell(row, "risk_points"));
  }
}

TEST(Predict, GivesPointsWhereCustomersAreTooFewToLearnFrom) {
  const Ran points = ran(made_upload({.rows = 40}));
  EXPECT_EQ(points.summary.mode, "starter");
  std::vector<std::string> codes;
  for (const Json& message : points.summary.metrics["messages"]) codes.push_back(message["code"]);
  EXPECT_THAT(codes, testing::Contains("rows_too_few"));
}

TEST(Predict, SaysWhatToAddWhereAFileHasNeitherOutcomeNorSignal) {
  const auto refused = run(std::string(kNoSignals));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadFile);
  EXPECT_EQ(refused.error().code, "no_outcome");
  EXPECT_FALSE(refused.error().hint.empty());
  ASSERT_EQ(refused.error().issues.size(), 1U);
}

TEST(Predict, SaysHowManyCustomersAreTooFew) {
  std::string few = "Id,Plan,Churn\n";
  for (int i = 0; i < 40; ++i)
    few += std::to_string(i) + (i % 3 == 0 ? ",a," : ",b,") + (i % 2 == 0 ? "yes\n" : "no\n");
  const auto refused = run(few);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "rows_too_few");
}

TEST(Predict, RefusesAModelThatIsNamedButNotGiven) {
  Options options;
  options.model = "0192f0c1-0000-7000-8000-000000000000";
  const auto refused = run(made_upload({}), options);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadRequest);
  EXPECT_EQ(refused.error().code, "model_not_given");
}

TEST(Predict, StopsWhenCancelled) {
  class Stopped final : public Progress {
    void at(Stage, double) override {}
    void rows(std::int64_t) override {}
    bool cancelled() const override { return true; }
  };
  Stopped progress;
  StringSink result, customers, model;
  const std::string input = made_upload({});
  const auto stopped =
      predict(as_bytes(input), {}, nullptr, {"", ""}, 1, {result, &customers, model}, progress);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::kCancelled);
}

TEST(Inspect, SaysWhatEachColumnIs) {
  const std::string input = made_upload({});
  const auto found = inspect(as_bytes(input), {});
  ASSERT_TRUE(found.ok());
  EXPECT_EQ((*found)["mode"], "learn");
  EXPECT_EQ((*found)["outcome"]["column"], "Churn");
  EXPECT_EQ((*found)["reading"]["rows"], 400);
  EXPECT_EQ((*found)["reading"]["delimiter"], ",");
  ASSERT_EQ((*found)["columns"].size(), 7U);
  const Json& spend = (*found)["columns"][4];
  EXPECT_EQ(spend["role"], "input");
  EXPECT_EQ(spend["type"], "number");
  EXPECT_GT(spend["missing"].get<int>(), 50);
  EXPECT_EQ(spend["examples"].size(), 3U);
  EXPECT_EQ((*found)["header"][0], "Customer Id");
}

TEST(Telco, RanksItsActiveCustomersAndFindsWhoWillLeave) {
  const auto input = shared_file("telco.csv");
  if (!input) GTEST_SKIP() << "skipped: needs ../shared/data";
  const Ran telco = ran(*input);
  const Json& metrics = telco.summary.metrics;
  EXPECT_EQ(metrics["states"]["active"], 5174);
  EXPECT_EQ(metrics["states"]["left"], 1869);
  EXPECT_GE(metrics["roc_auc"]["value"].get<double>(), 0.845);
  const ResultRows result = ResultRows::read(telco.result);
  std::set<std::string> ranks;
  for (std::size_t row = 0; row < result.rows.size(); ++row) {
    if (!result.cell(row, "risk_rank").empty()) ranks.insert(result.cell(row, "risk_rank"));
  }
  EXPECT_EQ(ranks.size(), 5174U);
  expect_reasons_to_add_up(telco);
}

}  // namespace
}  // namespace retainwise::predict
