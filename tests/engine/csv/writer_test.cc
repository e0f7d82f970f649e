#include "engine/csv/writer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retainwise::csv {
namespace {

std::string written(const std::vector<std::string>& cells, char delimiter = ',') {
  StringSink sink;
  Writer writer(sink, delimiter);
  EXPECT_TRUE(writer.record(cells).ok());
  return sink.take();
}

TEST(Writer, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(written({"a", "b c", ""}), "a,b c,\r\n");
  EXPECT_EQ(written({"a,b", "say \"no\"", "two\nlines", "cr\rhere"}),
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"cr\rhere\"\r\n");
  EXPECT_EQ(written({"a,b", "c;d"}, ';'), "a,b;\"c;d\"\r\n");
  EXPECT_EQ(written({" led", "trailed "}), "\" led\",\"trailed \"\r\n");
}

TEST(Writer, KeepsARecordOfOneEmptyCellFromBeingABlankLine) {
  EXPECT_EQ(written({""}), "\"\"\r\n");
}

TEST(Writer, EndsRecordsAsAsked) {
  StringSink sink;
  Writer writer(sink, ',', "\n");
  ASSERT_TRUE(writer.record(std::vector<std::string>{"a", "b"}).ok());
  EXPECT_EQ(sink.text(), "a,b\n");
}

TEST(Writer, PassesOnThatTheSinkFailed) {
  class FullSink final : public Sink {
   public:
    Result<void> write(std::string_view) override { return unavailable("full"); }
  } sink;
  Writer writer(sink, ',');
  EXPECT_FALSE(writer.record(std::vector<std::string>{"a"}).ok());
}

TEST(Neutraliser, PutsAnApostropheBeforeFormulas) {
  for (const char* cell :
       {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", " =1+1", "\"=1+1", "＝1+1", "＋1", "－1",
        "＠x", "-", "+", "-5x", "=cmd|' /C calc'!A0", "+49 151 123"})
    EXPECT_EQ(neutralised(cell), std::string("'") + cell) << cell;
  EXPECT_EQ(neutralised(std::string_view("\0x", 2)), std::string("'\0x", 3));
}

TEST(Neutraliser, LeavesNumbersAndTextAlone) {
  for (const char* cell : {"-5", "+3.2e4", "-1,5", "-0.5", "+1E-7", "-.5", "5", "a=b", "x@y.org",
                           "", "Ben", "'quoted'", "12:30", "2023-01-05"})
    EXPECT_EQ(neutralised(cell), cell) << cell;
}

TEST(Neutraliser, IsTakenOffAgainOnlyWhereItWasPutOn) {
  for (const char* cell : {"=1+1", " @x", "-5x", "\tx", "＝1"})
    EXPECT_EQ(without_neutraliser(neutralised(cell)), cell);
  for (const char* cell : {"'s Gravenhage", "'-5", "-5", "=1", "'", ""})
    EXPECT_EQ(without_neutraliser(cell), cell);
}

TEST(Writer, NeutralisesBeforeItQuotes) {
  EXPECT_EQ(written({"=A1,B1", "@x", "-5"}), "\"'=A1,B1\",'@x,-5\r\n");
}

}  // namespace
}  // namespace retainwise::csv
