#include "app/run_record.h"

#include <gtest/gtest.h>

#include "app/commands/verdict.h"

namespace retainwise::app {
namespace {

const Json kMetrics = {{"mode", "score"},
                       {"model", {{"id", "m-1"}, {"sha256", "aa"}}},
                       {"rows", 3},
                       {"shapes", {{"rows", 3}}},
                       {"options", {{"as_of", "2026-01-31"}, {"threshold", 0.4}}},
                       {"seed", 0},
                       {"version", "1.2.3"},
                       {"commit", "abc"},
                       {"instruction_set", "avx2"},
                       {"input_sha256", "bb"},
                       {"result_sha256", "cc"}};

void expect_whole(const RunRecord& record) {
  EXPECT_TRUE(record.scored());
  EXPECT_EQ(record.options.threshold, 0.4);
  EXPECT_EQ(record.version, "1.2.3");
  EXPECT_EQ(record.commit, "abc");
  EXPECT_EQ(record.instruction_set, "avx2");
  EXPECT_EQ(record.input_sha256, "bb");
  EXPECT_EQ(record.result_sha256, "cc");
  EXPECT_EQ(record.model_id, "m-1");
  EXPECT_EQ(record.model_sha256, "aa");
}

TEST(RunRecord, IsReadFromWhateverCarriesTheMetrics) {
  const Json answer = {{"success", true},
                       {"prediction", {{"id", "p"}, {"metrics_json", kMetrics}}}};
  for (const Json& json : {kMetrics, answer, answer["prediction"], run_record(kMetrics, "")}) {
    const auto record = parse_run_record(to_text(json));
    ASSERT_TRUE(record.ok()) << record.error().what;
    expect_whole(*record);
  }
}

TEST(RunRecord, NamesTheModelsFileAndKeepsNoPictures) {
  const Json json = run_record(kMetrics, "churn.model");
  EXPECT_FALSE(json.contains("shapes"));
  EXPECT_EQ(json["rows"], 3);
  EXPECT_EQ(read_run_record(json)->model_file, "churn.model");
}

TEST(RunRecord, RefusesWhatIsNone) {
  for (const char* text : {"", "[]", "{}", "{\"mode\":\"learn\"}", "{\"mode\":7,\"options\":{}}",
                           "{\"mode\":\"learn\",\"options\":{\"seed\":-1}}",
                           "{\"prediction\":{\"metrics_json\":null}}"}) {
    const auto record = parse_run_record(text);
    ASSERT_FALSE(record.ok()) << text;
    EXPECT_EQ(record.error().kind, ErrorKind::kBadFile);
    EXPECT_EQ(record.error().code, "no_run_record");
  }
}

Verdict equal_verdict() {
  Verdict verdict{
      "r.csv", "r.csv.run.json", *read_run_record(kMetrics), "cc", "1.2.3", "abc", "avx2", {}, {},
      {}};
  verdict.difference.records = 4;
  return verdict;
}

TEST(Verdict, NotesOtherVersionsInstructionSetsAndAResultThatWasChanged) {
  Verdict verdict = equal_verdict();
  EXPECT_TRUE(notes_of(verdict).empty());
  EXPECT_TRUE(verdict.equal());
  verdict.commit = "def";
  verdict.instruction_set = "scalar";
  verdict.result_sha256 = "dd";
  ASSERT_EQ(notes_of(verdict).size(), 3U);
  EXPECT_NE(notes_of(verdict)[0].find("not the file that the run wrote"), std::string::npos);
  EXPECT_NE(notes_of(verdict)[1].find("1.2.3 (abc), this is 1.2.3 (def)"), std::string::npos);
  EXPECT_NE(notes_of(verdict)[2].find("avx2, this machine has scalar"), std::string::npos);
}

TEST(Verdict, AFigureThatIsToldOtherwiseIsADifference) {
  Json repeated = kMetrics;
  EXPECT_TRUE(other_figures(kMetrics, repeated).empty());
  repeated["rows"] = 4;
  repeated["version"] = "9";
  EXPECT_EQ(other_figures(kMetrics, repeated), std::vector<std::string>{"rows"});
  Verdict verdict = equal_verdict();
  verdict.other_figures = {"rows"};
  EXPECT_FALSE(verdict.equal());
}

TEST(Verdict, SaysTheFirstDifferenceInOneSentence) {
  using Kind = report::FirstDifference::Kind;
  Verdict verdict = equal_verdict();
  EXPECT_NE(verdict_in_words(verdict).find("the same 3 rows, byte for byte"), std::string::npos);
  verdict.difference = {4, 1, report::FirstDifference{Kind::kCell, 2, "p", "0.5", "0.6"}};
  EXPECT_NE(verdict_in_words(verdict).find(
                "First in row 2, column \"p\": \"0.5\" in the result, \"0.6\" repeated."),
            std::string::npos);
  verdict.difference.first->kind = Kind::kMissing;
  EXPECT_NE(verdict_in_words(verdict).find("The result has no row 2."), std::string::npos);
  EXPECT_EQ(verdict_json(verdict)["first_difference"]["result"], nullptr);
}

}  // namespace
}  // namespace retainwise::app
