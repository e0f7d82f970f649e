#include "engine/unpack/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/unpack/made_workbook.h"

namespace retainwise::unpack {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint64_t kPlenty = 1U << 30U;

Result<WorkbookSheet> opened(const std::string& bytes, std::uint64_t most = kPlenty,
                             const std::optional<std::string>& sheet = std::nullopt) {
  return read_workbook(as_bytes(bytes), sheet, most, NoProgress());
}

std::string text_of(const std::string& bytes) {
  const auto sheet = opened(bytes);
  return sheet.ok() ? sheet->content.text : "refused: " + sheet.error().code;
}

std::string code_of(const std::string& bytes, std::uint64_t most = kPlenty) {
  const auto sheet = opened(bytes, most);
  return sheet.ok() ? "" : sheet.error().code;
}

std::string row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

std::string with_part(const std::string& part, const std::string& text) {
  std::vector<MadeEntry> parts = made_parts("");
  for (MadeEntry& each : parts) {
    if (each.name == part) each.text = text;
  }
  return made_zip(parts);
}

TEST(Workbook, GivesTheRowsOfItsSheet) {
  const auto sheet =
      opened(made_workbook(row(1, text_cell("A1", "id") + text_cell("B1", "n, m")) +
                           row(2, "<c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2.5</v></c>")));
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->content.text, "id,\"n, m\"\n1,2.5\n");
  EXPECT_EQ(sheet->name, "One");
  EXPECT_THAT(sheet->sheets, ElementsAre("One"));
  ASSERT_EQ(sheet->content.records.size(), 2U);
  EXPECT_EQ(sheet->content.records[1].row, 2U);
  EXPECT_EQ(sheet->content.records[1].fields, 2U);
}

TEST(Workbook, LeavesGapsWhereTheSheetHasThem) {
  const auto sheet = opened(made_workbook(
      row(3, text_cell("B3", "a") + text_cell("D3", "c") + text_cell("E3", "d")) +
      row(4, text_cell("B4", "1") + text_cell("C4", "x") + text_cell("E4", "2")) +
      "<row r=\"5\"/><row r=\"6\"><c r=\"B6\" s=\"3\"/></row>" +
      row(900, text_cell("B900", "3") + text_cell("C900", "4")) + "<row r=\"1000000\"/>"));
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->content.text, "a,,c,d\n1,x,,2\n\n3,4,,\n");
  std::vector<std::uint32_t> rows;
  for (const SheetRecord& record : sheet->content.records) rows.push_back(record.row);
  EXPECT_THAT(rows, ElementsAre(3U, 4U, 5U, 900U));
}

TEST(Workbook, EndsTitlesAndNotesWithTheirOneCell) {
  EXPECT_EQ(text_of(made_workbook(row(1, text_cell("A1", "Title")) +
                                  row(3, text_cell("A3", "id") + text_cell("B3", "churn")) +
                                  row(4, text_cell("A4", "1") + text_cell("B4", "no")) +
                                  row(5, text_cell("A5", "2")) + row(8, text_cell("A8", "note")))),
            "Title\n\nid,churn\n1,no\n2,\n\nnote\n");
}

TEST(Workbook, KeepsACellBesideTheTableInItsRow) {
  std::string rows;
  for (int i = 1; i <= 12; ++i) {
    const std::string n = std::to_string(i);
    rows += row(i, text_cell("C" + n, "a") + text_cell("D" + n, "b") +
                       (i == 3 ? text_cell("H3", "far") : ""));
  }
  const std::string text = text_of(made_workbook(rows));
  EXPECT_EQ(text.substr(0, 24), "a,b\na,b\na,b,,,,far\na,b\na");
}

TEST(Workbook, GivesMergedRowsTheirText) {
  const auto sheet = opened(made_workbook(
      row(1, text_cell("A1", "region") + text_cell("B1", "id")) +
          row(2, text_cell("A2", "North") + text_cell("B2", "1")) + row(3, text_cell("B3", "2")) +
          row(4, text_cell("A4", "South") + text_cell("B4", "3")),
      "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A1:B1\"/></mergeCells>"));
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->content.text, "region,id\nNorth,1\nNorth,2\nSouth,3\n");
  EXPECT_EQ(sheet->content.filled_down, 1);
}

TEST(Workbook, WritesPercentsOnlyWhereTheWholeColumnIsOfThem) {
  std::vector<MadeEntry> parts =
      made_parts(row(1, "<c r=\"A1\" s=\"1\"><v>0.25</v></c><c r=\"B1\" s=\"1\"><v>0.25</v></c>") +
                 row(2, "<c r=\"A2\" s=\"1\"><v>0.5</v></c><c r=\"B2\"><v>0.5</v></c>"));
  parts[2].text = relations({"worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"});
  parts.push_back({"xl/styles.xml",
                   "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>"
                   "</styleSheet>"});
  EXPECT_EQ(text_of(made_zip(parts)), "25%,0.25\n50%,0.5\n");
}

TEST(Workbook, CountsFormulasThatWereNeverWorkedOut) {
  const auto sheet =
      opened(made_workbook(row(1, "<c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>1+1</f><v>2</v></c>")));
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->content.text, "2\n");
  EXPECT_EQ(sheet->formulas_without_value, 1);
}

TEST(Workbook, RefusesAPlaceThatIsNone) {
  for (const std::string& rows :
       {row(2, "") + row(1, ""), row(1, "") + row(1, ""), row(0, ""), row(1'048'577, ""),
        row(1, "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>"),
        row(1, "<c r=\"B2\"><v>1</v></c>"), row(1, "<c r=\"XFE1\"><v>1</v></c>"),
        row(1, "<c r=\"AAAAAAAAA1\"><v>1</v></c>"), row(1, "<c r=\"A\"><v>1</v></c>"),
        std::string("<c r=\"A1\"><v>1</v></c>")})
    EXPECT_EQ(code_of(made_workbook(rows)), "workbook_damaged") << rows;
}

TEST(Workbook, RefusesATextThatIsNotThere) {
  for (const char* index : {"0", "-1", "99999999999999999999", "x"})
    EXPECT_EQ(
        code_of(made_workbook(row(1, std::string("<c r=\"A1\" t=\"s\"><v>") + index + "</v></c>"))),
        "workbook_damaged");
}

TEST(Workbook, HasNoEntitiesOfItsOwnAndNoneFromOutside) {
  const std::string tail =
      "<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>";
  for (const std::string& type :
       {std::string("<!DOCTYPE x [<!ENTITY a \"b\">]>"),
        std::string("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"),
        std::string("<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\">"),
        std::string("<!DOCTYPE x [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY a \"&b;&b;&b;&b;\">]>")}) {
    const auto sheet = opened(with_part("xl/worksheets/sheet1.xml", type + tail));
    ASSERT_FALSE(sheet.ok()) << type;
    EXPECT_EQ(sheet.error().code, "workbook_damaged");
    EXPECT_THAT(sheet.error().what, HasSubstr("document type"));
  }
}

TEST(Workbook, RefusesXmlThatNestsTooDeepOrIsNone) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (const std::string& xml : {deep, std::string("<worksheet>"), std::string("no xml")})
    EXPECT_EQ(code_of(with_part("xl/worksheets/sheet1.xml", xml)), "workbook_damaged");
}

TEST(Workbook, LooksForPartsInItselfOnly) {
  for (const char* target :
       {"../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x", ""}) {
    const auto bytes = with_part("xl/_rels/workbook.xml.rels", relations({"worksheet", target}));
    EXPECT_EQ(code_of(bytes), "workbook_damaged") << target;
  }
}

TEST(Workbook, StopsABombAtItsLimitAndNamesIt) {
  std::string rows = row(1, "<c r=\"A1\"><v>1</v></c>");
  rows += std::string(5'000'000, ' ');
  const auto sheet = opened(made_workbook(rows), 1'000'000);
  ASSERT_FALSE(sheet.ok());
  EXPECT_EQ(sheet.error().code, "unpacked_too_large");
}

TEST(Workbook, StopsATextThatIsNamedTooOften) {
  std::vector<MadeEntry> parts = made_parts("");
  parts[2].text = relations({"worksheet", "worksheets/sheet1.xml", "sharedStrings", "s.xml"});
  parts.push_back({"xl/s.xml", "<sst><si><t>" + std::string(30'000, 'a') + "</t></si></sst>"});
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  parts[3].text = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  EXPECT_EQ(code_of(made_zip(parts), 20'000'000), "unpacked_too_large");
  EXPECT_EQ(code_of(made_zip(parts), 40'000'000), "");
}

TEST(Workbook, StopsATableThatIsWideAndEmpty) {
  std::string rows = row(1, text_cell("A1", "a") + text_cell("XFD1", "b"));
  for (int i = 2; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    rows += row(i, "<c r=\"A" + n + "\"><v>1</v></c><c r=\"XFD" + n + "\"><v>1</v></c>");
  }
  EXPECT_EQ(code_of(made_workbook(rows), 10'000'000), "unpacked_too_large");
}

TEST(Workbook, SaysWhatAnotherArchiveIs) {
  for (const auto& [names, what] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"_rels/.rels", "word/document.xml"}, "Word document"},
           {{"xl/workbook.bin"}, "binary Excel workbook"},
           {{"ppt/presentation.xml"}, "PowerPoint"},
           {{"customers.csv"}, "ZIP archive"}}) {
    std::vector<MadeEntry> entries;
    for (const std::string& name : names)
      entries.push_back({name, name == "_rels/.rels"
                                   ? relations({"officeDocument", "word/document.xml"})
                                   : std::string("<x/>")});
    const auto sheet = opened(made_zip(entries));
    ASSERT_FALSE(sheet.ok());
    EXPECT_EQ(sheet.error().code, "unsupported_container");
    EXPECT_THAT(sheet.error().what, HasSubstr(what));
    EXPECT_FALSE(sheet.error().hint.empty());
  }
}

TEST(Workbook, SaysWhichSheetsThereAre) {
  const auto sheet = opened(made_workbook(row(1, text_cell("A1", "x"))), kPlenty, "Two");
  ASSERT_FALSE(sheet.ok());
  EXPECT_EQ(sheet.error().kind, ErrorKind::kBadRequest);
  EXPECT_EQ(sheet.error().code, "no_such_sheet");
  EXPECT_THAT(sheet.error().what, HasSubstr("\"One\""));
  EXPECT_TRUE(opened(made_workbook(row(1, text_cell("A1", "x"))), kPlenty, " one ").ok());
}

std::string many(std::size_t count, const std::string& element) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += element;
  return out;
}

/// Elements of a few bytes that would be kept as objects of many.
TEST(Workbook, ListsNoMoreOfAnythingThanAProgramWrites) {
  const auto code_with = [](const std::string& kind, const std::string& part) {
    auto parts = made_parts(row(1, text_cell("A1", "id")));
    parts[2].text = relations({"worksheet", "worksheets/sheet1.xml", kind, "more.xml"});
    parts.push_back({"xl/more.xml", part});
    return code_of(made_zip(parts));
  };
  EXPECT_EQ(code_with("styles", "<x><cellXfs>" + many(65'000, "<xf/>") + "</cellXfs></x>"), "");
  EXPECT_EQ(code_with("styles", "<x><cellXfs>" + many(66'000, "<xf/>") + "</cellXfs></x>"),
            "workbook_damaged");
  auto parts = made_parts(row(1, text_cell("A1", "id")));
  parts[1].text = "<workbook><sheets>" + many(10'001, "<sheet/>") + "</sheets></workbook>";
  EXPECT_EQ(code_of(made_zip(parts)), "workbook_damaged");
  parts = made_parts(row(1, text_cell("A1", "id")));
  parts[2].text = "<Relationships>";
  for (int i = 0; i < 20'001; ++i)
    parts[2].text += "<Relationship Id=\"r" + std::to_string(i) + "\"/>";
  parts[2].text += "</Relationships>";
  EXPECT_EQ(code_of(made_zip(parts)), "workbook_damaged");
}

}  // namespace
}  // namespace retainwise::unpack
