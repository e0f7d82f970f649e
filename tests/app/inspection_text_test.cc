#include "app/commands/inspection_text.h"

#include <gtest/gtest.h>

namespace retainwise::app {
namespace {

Json column(const char* name, const char* type, const char* role, int missing, Json examples,
            const char* evidence) {
  return {{"name", name},       {"type", type},         {"role", role},
          {"missing", missing}, {"examples", examples}, {"evidence", evidence}};
}

Json a_file() {
  return {{"outcome", {{"column", "Churn"}, {"left", 1869}, {"stayed", 5174}, {"unknown", 0}}},
          {"columns",
           {column("Größe", "number", "input", 1200, {"1", "2"}, "A number."),
            column("Churn", "boolean", "outcome", 0, {"No", "Yes"}, "Its name.")}},
          {"reading",
           {{"container", "text"},
            {"encoding", "cp1252"},
            {"delimiter", ";"},
            {"header_lines", 1},
            {"rows", 7043},
            {"skipped", Json::array()},
            {"messages", Json::array()}}},
          {"messages", Json::array()}};
}

TEST(InspectionText, SaysWhatTheFileIsAndAlignsItsColumnsByCharacters) {
  EXPECT_EQ(inspection_text(a_file(), {}),
            "cp1252, semicolons between the cells, one header line, 7,043 rows, 2 columns\n"
            "Outcome: Churn, 1,869 left and 5,174 stayed\n"
            "\n"
            "column  type     role     missing  examples  why\n"
            "Größe   number   input      1,200  1, 2      A number.\n"
            "Churn   boolean  outcome        0  No, Yes   Its name.\n");
}

TEST(InspectionText, NamesTheSheetOfAWorkbookAndTheLackOfAnOutcome) {
  Json found = a_file();
  found["outcome"] = nullptr;
  found["reading"]["container"] = "xlsx";
  found["reading"]["sheet"] = "Kunden";
  const std::string text = inspection_text(found, {});
  EXPECT_EQ(text.find("Excel workbook, sheet \"Kunden\", one header line"), 0U);
  EXPECT_NE(text.find("\nNo outcome column"), std::string::npos);
}

TEST(InspectionText, SaysThatAFileWithoutAnOutcomeGetsPoints) {
  Json found = a_file();
  found["outcome"] = nullptr;
  EXPECT_EQ(inspection_text(found, {}).find("points"), std::string::npos);
  found["mode"] = "starter";
  EXPECT_NE(inspection_text(found, {}).find("predict gives points"), std::string::npos);
}

TEST(InspectionText, CutsLinesToTheTerminalAndNowhereElse) {
  const std::string text = inspection_text(a_file(), {false, 20});
  EXPECT_NE(text.find("\ncolumn  type     ro…\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nGröße   number   in…\n"), std::string::npos) << text;
}

TEST(InspectionText, TellsSkippedLinesAndMessagesWithTheirLineAndHint) {
  Json found = a_file();
  found["reading"]["skipped"] = {{{"line", 7045}, {"reason", "total"}, {"text", "Total;7043"}}};
  found["reading"]["messages"] = {{{"message", "A quote is never closed."},
                                   {"row", 1200},
                                   {"text", "a;\"b"},
                                   {"hint", "Check the quotes."}}};
  found["messages"] = {{{"message", "Rows repeat."}, {"column", nullptr}, {"hint", ""}}};
  const std::string text = inspection_text(found, {});
  EXPECT_NE(text.find("\n\nSkipped line 7,045 (total): Total;7043\n"
                      "Note: Line 1,200: A quote is never closed.\n"
                      "      | a;\"b\n"
                      "      Check the quotes.\n"
                      "Note: Rows repeat.\n"),
            std::string::npos)
      << text;
}

TEST(InspectionText, LetsNoByteOfTheFileSteerTheTerminal) {
  Json found = a_file();
  found["columns"][0]["name"] =
      "a\x1b[2Jb\xC2\x9B"
      "c\n";
  const std::string text = inspection_text(found, {});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
  EXPECT_NE(text.find("\na [2Jb c"), std::string::npos) << text;
}

TEST(InspectionText, ColoursByRoleWhereAsked) {
  const std::string text = inspection_text(a_file(), {true, 0});
  EXPECT_NE(text.find("\x1b[32mGröße"), std::string::npos);
  EXPECT_NE(text.find("\x1b[35mChurn"), std::string::npos);
}

}  // namespace
}  // namespace retainwise::app
