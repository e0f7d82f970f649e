#include "engine/report/result_comparison.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace retainwise::report {
namespace {

using Kind = FirstDifference::Kind;

const std::string kResult = "id,say,p\r\nA-1,\"a, \"\"b\"\"\r\nc\",0.5\r\nA-2,,0.25\r\n";

/// The repetition in pieces of `piece` bytes.
ResultDifference compared(std::string_view result, std::string_view repetition,
                          std::size_t piece = 1U << 20U) {
  ResultComparison comparison(result);
  for (std::size_t at = 0; at < repetition.size(); at += piece)
    EXPECT_TRUE(comparison.write(repetition.substr(at, piece)).ok());
  return comparison.finish(',');
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(ResultComparison, EqualBytesAreEqualInPiecesOfAnySize) {
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const ResultDifference same = compared(kResult, kResult, piece);
    EXPECT_EQ(same.records, 3);
    EXPECT_EQ(same.different, 0);
    EXPECT_FALSE(same.first);
  }
}

TEST(ResultComparison, NamesTheFirstCellThatDiffers) {
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    const ResultDifference other = compared(with(kResult, "0.25", "0.26"), kResult, piece);
    EXPECT_EQ(other.different, 1);
    ASSERT_TRUE(other.first);
    EXPECT_EQ(other.first->kind, Kind::kCell);
    EXPECT_EQ(other.first->row, 2);
    EXPECT_EQ(other.first->column, "p");
    EXPECT_EQ(other.first->result, "0.26");
    EXPECT_EQ(other.first->repetition, "0.25");
  }
}

TEST(ResultComparison, ACellWithLineEndsIsOneCellOfOneRow) {
  const ResultDifference other = compared(with(kResult, "\r\nc", "\r\nd"), kResult);
  ASSERT_TRUE(other.first);
  EXPECT_EQ(other.first->row, 1);
  EXPECT_EQ(other.first->column, "say");
  EXPECT_EQ(other.first->repetition, "a, \"b\"\r\nc");
  EXPECT_EQ(other.different, 1);
}

TEST(ResultComparison, CountsEveryRecordThatIsNotTheSame) {
  const std::string changed = with(with(kResult, "0.5", "0.51"), "0.25", "0.250");
  EXPECT_EQ(compared(changed, kResult).different, 2);
  EXPECT_EQ(compared(changed, kResult).first->row, 1);
}

TEST(ResultComparison, AHeaderThatDiffersIsRowZero) {
  const ResultDifference other = compared(with(kResult, "say", "says"), kResult);
  ASSERT_TRUE(other.first);
  EXPECT_EQ(other.first->row, 0);
  EXPECT_EQ(other.first->column, "say");
}

TEST(ResultComparison, LineEndsOrAMarkOfAnotherProgramAreAnotherForm) {
  std::string line_feeds = kResult;
  line_feeds.erase(std::remove(line_feeds.begin(), line_feeds.end(), '\r'), line_feeds.end());
  const std::string simple = "id,p\r\nA-1,0.5\r\n";
  const ResultDifference other = compared("id,p\nA-1,0.5\n", simple);
  EXPECT_EQ(other.different, 2);
  EXPECT_EQ(other.first->kind, Kind::kForm);
  const ResultDifference marked = compared("\xEF\xBB\xBF" + simple, simple);
  EXPECT_EQ(marked.different, 1);
  EXPECT_EQ(marked.first->kind, Kind::kForm);
  EXPECT_EQ(compared(line_feeds, kResult).different, 3);
}

TEST(ResultComparison, SaysWhereAResultEndsEarlyOrGoesOn) {
  const ResultDifference cut = compared(kResult.substr(0, kResult.find("A-2")), kResult);
  EXPECT_EQ(cut.different, 1);
  EXPECT_EQ(cut.first->kind, Kind::kMissing);
  EXPECT_EQ(cut.first->row, 2);
  const ResultDifference more = compared(kResult + "A-3,,1\r\nA-4,,1\r\n", kResult);
  EXPECT_EQ(more.different, 2);
  EXPECT_EQ(more.first->kind, Kind::kMore);
  EXPECT_EQ(more.first->row, 3);
  EXPECT_EQ(more.first->result, "A-3,,1\r\n");
  EXPECT_EQ(compared("", kResult).different, 3);
  EXPECT_EQ(compared(kResult, "").different, 3);
}

TEST(ResultComparison, ARecordThatIsCutInTheMiddleDiffersThere) {
  const ResultDifference cut = compared(kResult.substr(0, kResult.size() - 4), kResult);
  EXPECT_EQ(cut.different, 1);
  EXPECT_EQ(cut.first->row, 2);
  EXPECT_EQ(cut.first->column, "p");
  EXPECT_EQ(cut.first->result, "0.");
}

}  // namespace
}  // namespace retainwise::report
