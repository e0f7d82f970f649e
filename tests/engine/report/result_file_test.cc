#include "engine/report/result_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/text.h"
#include "tests/engine/report/made_file.h"

namespace retainwise::report {
namespace {

using roles::State;

struct Written {
  std::string text;
  WrittenResult result;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  std::size_t place(std::string_view name) const {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i] == name) return i;
    }
    ADD_FAILURE() << "no column " << name;
    return 0;
  }
  const std::string& cell(std::size_t row, std::string_view name) const {
    return rows[row][place(name)];
  }
};

/// Read back by the project's own reader, cell by cell.
Written written(const MadeFile& made) {
  StringSink sink;
  NoProgress progress;
  auto result = write_result(made.file(), sink, progress);
  EXPECT_TRUE(result.ok());
  Written out{sink.take(), std::move(result).value(), {}, {}};
  auto back = csv::read(as_bytes(out.text), {}, progress);
  EXPECT_TRUE(back.ok());
  out.header = back->header;
  for (std::size_t row = 0; row < back->table.rows(); ++row) {
    back->cells(row, out.rows.emplace_back());
  }
  return out;
}

const std::vector<State> kThree = {State::kActive, State::kLeft, State::kUnknown};

MadeFile three() {
  return MadeFile("id,visits,spend\nA-1,2,10\nA-2,1,20\nA-3,-3,30\n",
                  {{"visits", 0.5F}, {"spend", -0.02F}}, 0.25, kThree);
}

TEST(ResultFile, HasTheUploadsColumnsAndThenOurs) {
  const Written out = written(three());
  std::vector<std::string> wanted = {"id", "visits", "spend"};
  wanted.insert(wanted.end(), kAddedColumns.begin(), kAddedColumns.end());
  EXPECT_EQ(out.header, wanted);
  ASSERT_EQ(out.rows.size(), 3U);
  EXPECT_EQ(out.rows[2][0], "A-3");
  EXPECT_EQ(out.rows[2][2], "30");
  EXPECT_EQ(out.result.own_cells, 3U);
}

TEST(ResultFile, GivesStateProbabilityRankAndKindOfEveryRow) {
  const Written out = written(three());
  EXPECT_EQ(out.cell(0, "customer_state"), "active");
  EXPECT_EQ(out.cell(1, "customer_state"), "left");
  EXPECT_EQ(out.cell(2, "customer_state"), "unknown");
  EXPECT_EQ(out.cell(0, "risk_rank"), "1");
  EXPECT_EQ(out.cell(1, "risk_rank"), "");
  EXPECT_EQ(out.cell(2, "risk_rank"), "2");
  EXPECT_EQ(out.cell(0, "score_kind"), "out_of_fold");
  EXPECT_EQ(out.cell(1, "score_kind"), "model");
  // 0.25 + 0.5 · 2 − 0.02 · 10 = 1.05
  const double probability = std::stod(out.cell(0, "churn_probability"));
  EXPECT_NEAR(std::log(probability / (1 - probability)), 1.05, 1e-6);
  EXPECT_EQ(std::stod(out.cell(0, "retention_probability")), 1 - probability);
  EXPECT_EQ(out.cell(0, "risk_level"), "high");
}

TEST(ResultFile, NamesReasonsByColumnValueAndFactor) {
  const Written out = written(three());
  EXPECT_EQ(out.cell(0, "reason_1"), "visits = 2: 2.7 × the odds");
  EXPECT_EQ(out.cell(0, "reason_2"), "");
  EXPECT_EQ(out.cell(0, "keeps_1"), "spend = 10: 0.82 × the odds");
  EXPECT_EQ(out.cell(2, "keeps_1"), "visits = -3: 0.22 × the odds");
  EXPECT_TRUE(starts_with(out.cell(0, "explanation"), "74% likely to leave: visits = 2"))
      << out.cell(0, "explanation");
}

TEST(ResultFile, SaysWhereEachRecordLies) {
  const Written out = written(three());
  ASSERT_EQ(out.result.places.size(), 3U);
  for (std::size_t row = 0; row < 3; ++row) {
    const std::string record =
        out.text.substr(out.result.places[row].offset, out.result.places[row].length);
    EXPECT_TRUE(starts_with(record, "A-" + std::to_string(row + 1) + ",")) << record;
    EXPECT_TRUE(ends_with(record, "\r\n"));
  }
  EXPECT_EQ(out.result.places[2].offset + out.result.places[2].length, out.text.size());
}

TEST(ResultFile, GivesOurColumnASecondNameWhereTheUploadHasIt) {
  EXPECT_EQ(added_names({"id", "churn_probability", "risk_rank", "risk_rank_2"})[1],
            "churn_probability_2");
  EXPECT_EQ(added_names({"id", "churn_probability", "risk_rank", "risk_rank_2"})[4], "risk_rank_3");
}

TEST(ResultFile, KeepsTheUploadsDelimiter) {
  const MadeFile made("id;visits\nA;2\nB;3\nC;4\n", {{"visits", 0.5F}}, 0, kThree);
  const Written out = written(made);
  EXPECT_TRUE(starts_with(out.text, "id;visits;customer_state;churn_probability;")) << out.text;
}

TEST(ResultFile, NeutralisesCellsThatASpreadsheetWouldRun) {
  const MadeFile made("id,visits\n=1+1,-2\n@x,3\n\"=cmd|' /C calc'!A0\",+4\n", {{"visits", 0.5F}},
                      0, kThree);
  const std::string text = written(made).text;
  EXPECT_NE(text.find("\r\n'=1+1,-2,"), std::string::npos) << text;
  EXPECT_NE(text.find("\r\n'@x,3,"), std::string::npos) << text;
  EXPECT_NE(text.find("'=cmd|"), std::string::npos) << text;
}

TEST(ResultFile, KeepsQuotesNewlinesAndLettersOfTheUpload) {
  const MadeFile made("id,note,visits\n1,\"a \"\"b\"\"\nc\",2\n2,ä;ö,3\n3,,4\n", {{"visits", 0.5F}},
                      0, kThree);
  const Written out = written(made);
  EXPECT_EQ(out.rows[0][1], "a \"b\"\nc");
  EXPECT_EQ(out.rows[1][1], "ä;ö");
  EXPECT_EQ(out.rows[2][1], "");
}

TEST(ResultFile, FillsShortRowsAndWidensForLongOnes) {
  std::string text = "id,plan,visits\n";
  for (int i = 0; i < 30; ++i) text += "a" + std::to_string(i) + ",x,2\n";
  text += "short\nlong,x,2,left over,more\n";
  const MadeFile made(text, {{"visits", 0.5F}}, 0, std::vector<State>(32, State::kActive));
  StringSink sink;
  NoProgress progress;
  const auto result = write_result(made.file(), sink, progress);
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(starts_with(sink.text(), "id,plan,visits,column_4,column_5,customer_state,"))
      << sink.text().substr(0, 80);
  EXPECT_NE(sink.text().find("short,,,,,active,"), std::string::npos);
  EXPECT_NE(sink.text().find("long,x,2,left over,more,active,"), std::string::npos);
}

TEST(ResultFile, NamesColumnsWhereTheFileHasNoHeader) {
  const MadeFile made("7,2.5\n8,3.5\n9,4.5\n", {{"column_2", 0.5F}}, 0, kThree);
  ASSERT_EQ(made.reading().header_lines, 0);
  EXPECT_TRUE(starts_with(written(made).text, "column_1,column_2,customer_state,"));
}

TEST(ResultFile, SaysWhichCellWasBlank) {
  const MadeFile made("id,visits\nA,2\nB,\nC,3\n", {{"visits", 0.5F}}, 0, kThree);
  auto file = made.file();
  EXPECT_EQ(file.named(std::vector<Reason>{{0, 2.0}}, std::vector<std::string>{"B", " "})[0].value,
            "(blank)");
  file.inputs[0].place.reset();
  EXPECT_EQ(file.named(std::vector<Reason>{{0, 2.0}}, std::vector<std::string>{"B", "1"})[0].value,
            "(not in the file)");
}

TEST(ResultFile, StopsWhenTheSinkFails) {
  class Full final : public Sink {
    Result<void> write(std::string_view) override {
      return Error{ErrorKind::kStorageFull, "full", "", "", ""};
    }
  };
  Full full;
  NoProgress progress;
  const auto result = write_result(three().file(), full, progress);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::kStorageFull);
}

}  // namespace
}  // namespace retainwise::report
