#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/csv/row_law.h"
#include "tests/engine/csv/cases.h"
#include "tests/engine/csv/described.h"
#include "tests/engine/unpack/made_workbook.h"

namespace retainwise::csv {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using unpack::made_workbook;
using unpack::text_cell;

/// Rows of inline texts, from A1 on; "" leaves a cell out.
std::string sheet_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string place = std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1);
      if (!rows[r][c].empty()) out += text_cell(place, rows[r][c]);
    }
    out += "</row>";
  }
  return made_workbook(out);
}

TEST(Sheet, HoldsTheRowLaw) {
  for (const std::string& name : workbook_names()) {
    const auto reading = read_text(file_text(workbooks_folder() / name));
    ASSERT_TRUE(reading.ok()) << name;
    EXPECT_TRUE(check_row_law(*reading).ok()) << name;
  }
}

TEST(Sheet, NamesRowsAsTheSpreadsheetDoes) {
  const auto reading = read_text(sheet_of({{"id", "note"}, {"1", "two\nlines"}, {}, {"2", "b"}}));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->line(0), 2);
  EXPECT_EQ(reading->line(1), 4);
  ASSERT_EQ(reading->skipped.size(), 1U);
  EXPECT_EQ(reading->skipped[0].line, 3);
}

TEST(Sheet, MendsNothingSinceNothingIsTorn) {
  const auto reading = read_text(sheet_of(
      {{"id", "name", "churn"}, {"1", "a;b;c", "no"}, {"2", "\"quoted", ""}, {"3", "x,y", "yes"}}));
  ASSERT_TRUE(reading.ok());
  std::vector<std::string> cells;
  reading->cells(1, cells);
  EXPECT_THAT(cells, ElementsAre("2", "\"quoted", ""));
  reading->cells(2, cells);
  EXPECT_THAT(cells, ElementsAre("3", "x,y", "yes"));
  EXPECT_TRUE(reading->messages.empty());
}

TEST(Sheet, TakesItsOwnDotAsTheDecimalSign) {
  const auto reading =
      read_text(made_workbook("<row>" + text_cell("A1", "id") + text_cell("B1", "spent") +
                              "</row><row><c><v>1</v></c><c><v>1.234"
                              "</v></c></row><row><c><v>2</v></c><c><v>2.125</v></c></row>"));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->table.column(1).type(), table::Type::kNumber);
  EXPECT_EQ(reading->table.column(1).numbers()[0], 1.234);
  EXPECT_TRUE(reading->messages.empty());
}

TEST(Sheet, IsChosenByName) {
  ReadOptions options;
  options.sheet = "old";
  const std::string file = file_text(workbooks_folder() / "sheets.xlsx");
  const auto reading = read_text(file, options);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->container.sheet, "Old");
  EXPECT_THAT(reading->container.sheets, ElementsAre("About", "Old", "Customers & more", "Empty"));
  options.sheet = "Sheet9";
  const auto none = read_text(file, options);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, "no_such_sheet");
}

TEST(Sheet, HasNoTableWhereItIsEmpty) {
  EXPECT_EQ(read_text(made_workbook("")).error().code, "no_table");
}

TEST(Sheet, KeepsTheLimitsOfATable) {
  std::string rows = "<row r=\"1\">" + text_cell("A1", "a") + text_cell("OAA1", "b") + "</row>";
  rows += "<row r=\"2\">" + text_cell("A2", "a") + text_cell("OAA2", "b") + "</row>";
  const auto wide = read_text(made_workbook(rows));
  ASSERT_FALSE(wide.ok());
  EXPECT_EQ(wide.error().code, "limit_passed");
  const auto longest = read_text(sheet_of({{"id", "a"}, {"1", std::string((1U << 20U) + 1, 'x')}}));
  ASSERT_FALSE(longest.ok());
  EXPECT_THAT(longest.error().what, HasSubstr("row 2 of the sheet"));
}

}  // namespace
}  // namespace retainwise::csv
