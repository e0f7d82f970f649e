#include "engine/csv/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "base/random.h"
#include "base/sink.h"
#include "engine/csv/row_law.h"
#include "engine/csv/source.h"
#include "engine/csv/writer.h"
#include "engine/table/builder.h"
#include "tests/engine/csv/cases.h"
#include "tests/engine/csv/described.h"
#include "tests/engine/unpack/packing.h"

namespace retainwise::csv {
namespace {

using testing::ElementsAre;

std::vector<std::string> cells_of(const Reading& reading, std::size_t row) {
  std::vector<std::string> cells;
  reading.cells(row, cells);
  return cells;
}

std::string with_line_ends(std::string_view text, std::string_view line_end) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += line_end;
    } else {
      out += c;
    }
  }
  return out;
}

Json without_line_end(Json description) {
  if (description.contains("dialect")) description["dialect"].erase("line_end");
  return description;
}

TEST(Reader, ReadsTheSameWithLfCrlfAndCr) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    // Newlines inside quotes, UTF-16 and signatures are not the same bytes any more.
    const bool plain = text.find_first_of("\r\"") == std::string::npos &&
                       text.find('\0') == std::string::npos &&
                       name.rfind("refused", 0) == std::string::npos;
    if (!plain) continue;
    const Json lf = without_line_end(described(read_text(text)));
    for (const std::string_view end : {"\r\n", "\r"})
      EXPECT_EQ(pretty(without_line_end(described(read_text(with_line_ends(text, end))))),
                pretty(lf))
          << name;
  }
}

TEST(Reader, KeepsTheRowLawOnEveryCase) {
  for (const std::string& name : case_names()) {
    const auto reading = read_text(file_text(cases_folder() / name));
    if (!reading.ok()) {
      EXPECT_EQ(reading.error().kind, ErrorKind::kBadFile) << name << reading.error().detail;
      EXPECT_FALSE(reading.error().what.empty());
      EXPECT_FALSE(reading.error().hint.empty());
      continue;
    }
    EXPECT_TRUE(check_row_law(*reading).ok()) << name;
  }
}

TEST(RowLaw, CatchesALostRowAMadeUpRowAndRowsOutOfOrder) {
  auto reading = read_text("id,fee\n1,2.5\n2,3.5\n\n");
  ASSERT_TRUE(reading.ok());
  ASSERT_TRUE(check_row_law(*reading).ok());

  Reading lost = *reading;
  lost.skipped.clear();
  ASSERT_FALSE(check_row_law(lost).ok());
  EXPECT_EQ(check_row_law(lost).error().kind, ErrorKind::kBug);

  Reading made_up = *reading;
  made_up.records += 1;
  EXPECT_FALSE(check_row_law(made_up).ok());

  Reading swapped = *reading;
  auto source = std::make_shared<Reading::Source>(*reading->source);
  std::swap(source->rows[0], source->rows[1]);
  swapped.source = source;
  EXPECT_FALSE(check_row_law(swapped).ok());

  source = std::make_shared<Reading::Source>(*reading->source);
  source->rows.pop_back();
  swapped.source = source;
  EXPECT_FALSE(check_row_law(swapped).ok());
}

/// Any bytes of the kind that tables are made of: an answer or a refusal, and the row law.
TEST(Reader, AnswersOrRefusesWhateverItIsGiven) {
  SeededRandom random(11);
  const std::string_view letters = "ab1,,;;\"\"''\n\n\r\\ x.-\t|#0:\xC3\xA9\xE9";
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const std::uint64_t length = 1 + random.below(120);
    for (std::uint64_t i = 0; i < length; ++i) text += letters[random.below(letters.size())];
    const auto reading = read_text(text);
    if (!reading.ok()) {
      ASSERT_EQ(reading.error().kind, ErrorKind::kBadFile) << text << "\n"
                                                           << reading.error().detail;
      continue;
    }
    ASSERT_TRUE(check_row_law(*reading).ok()) << text;
  }
}

/// What Writer wrote, read() gives back cell by cell, whatever stands in the cells.
TEST(Reader, ReadsBackWhatWriterWrote) {
  SeededRandom random(5);
  const std::vector<std::string> pieces = {"a", "Ben", ",",   ";",  "\"", "\n", "\r\n",
                                           " ", "é",   "1.5", "\t", "'",  "|",  "x y"};
  for (int round = 0; round < 300; ++round) {
    const char delimiter = std::string_view(",;\t|")[random.below(4)];
    std::vector<std::vector<std::string>> rows = {{"id", "note", "remark", "fee"}};
    for (int row = 0; row < 12; ++row) {
      std::vector<std::string> cells = {std::to_string(row + 1)};
      for (int column = 0; column < 2; ++column) {
        std::string cell = "w";
        const std::uint64_t count = random.below(4);
        for (std::uint64_t i = 0; i < count; ++i) cell += pieces[random.below(pieces.size())];
        cells.push_back(cell + "z");
      }
      cells.push_back(std::to_string(row) + ".5");
      rows.push_back(std::move(cells));
    }
    StringSink sink;
    Writer writer(sink, delimiter);
    for (const auto& row : rows) ASSERT_TRUE(writer.record(row).ok());
    ReadOptions options;
    options.delimiter = delimiter;
    const auto reading = read_text(sink.text(), options);
    ASSERT_TRUE(reading.ok()) << sink.text();
    ASSERT_EQ(reading->table.rows(), 12U) << sink.text();
    EXPECT_EQ(reading->header, rows[0]);
    for (std::size_t row = 0; row < 12; ++row)
      ASSERT_EQ(cells_of(*reading, row), rows[row + 1]) << sink.text();
  }
}

TEST(Reader, NamesTheLineOfEveryRow) {
  const auto reading = read_text("id,note\n1,\"a\nb\"\n\n2,c\n");
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->line(0), 2);
  EXPECT_EQ(reading->line(1), 5);
}

/// The type comes from all rows: the last of 50,000 decides.
TEST(Reader, RetypesAColumnWhenALateRowDisagrees) {
  std::string text = "id,amount,since\n";
  for (int i = 0; i < 50'000; ++i)
    text += std::to_string(i) + "," + std::to_string(i) + ".25,05/06/2023\n";
  auto plain = read_text(text);
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->table.column(0).type(), table::Type::kNumber);
  EXPECT_EQ(plain->table.column(2).type(), table::Type::kDateAmbiguous);

  auto late = read_text(text + "007,0.5,13/06/2023\n");
  ASSERT_TRUE(late.ok());
  const table::Column& id = late->table.column(0);
  ASSERT_EQ(id.type(), table::Type::kText);
  EXPECT_EQ(id.dictionary().text(id.codes().back()), "007");
  EXPECT_EQ(id.dictionary().text(id.codes().front()), "0");
  EXPECT_EQ(late->table.column(1).type(), table::Type::kNumber);
  EXPECT_EQ(late->table.column(2).type(), table::Type::kDate);
  EXPECT_EQ(late->table.column(2).numbers()[0], date_of(2023, 6, 5)->days);
}

TEST(Reader, TellsAtMostAHundredPlacesOfOneKindAndThenTheirNumber) {
  std::string text = "id,a,b\n";
  for (int i = 0; i < 500; ++i) text += std::to_string(i) + ",x,1.5\n";
  for (int i = 0; i < 150; ++i) text += std::to_string(i) + ",x\n";
  const auto reading = read_text(text);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->table.rows(), 650U);
  EXPECT_EQ(reading->messages.size(), 101U);
  EXPECT_THAT(reading->messages.front().message, testing::HasSubstr("150 places"));
}

TEST(Reader, TakesWhatTheUserSets) {
  ReadOptions options;
  options.delimiter = ',';
  EXPECT_EQ(read_text("a;b,c\n1;2,3\n", options)->table.columns().size(), 2U);
  options = {};
  options.header = false;
  EXPECT_EQ(read_text("a,b\n1,2\n", options)->table.rows(), 2U);
  options = {};
  options.header = true;
  EXPECT_EQ(read_text("1,2\n3,4\n", options)->table.rows(), 1U);
  options = {};
  options.decimal = ',';
  EXPECT_EQ(read_text("id;fee\n1;1.234\n2;5.678\n", options)->table.column(1).numbers()[0], 1234.0);
  options = {};
  options.date_order = DateOrder::kDayFirst;
  const auto dates = read_text("id,d\n1,05/06/2023\n2,05/07/2023\n", options);
  EXPECT_EQ(dates->table.column(1).type(), table::Type::kDate);
  EXPECT_EQ(dates->table.column(1).numbers()[0], date_of(2023, 6, 5)->days);
  options = {};
  options.types = {{"id", table::Type::kText}};
  EXPECT_EQ(read_text("id,d\n1,2\n2,3\n", options)->table.column(0).type(), table::Type::kText);
  options = {};
  options.keep_rows = {4};
  EXPECT_EQ(read_text("id,d,x\n1,2,3\n2,3,4\nTotal,,7\n", options)->table.rows(), 3U);
  options = {};
  options.encoding = "klingon";
  EXPECT_EQ(read_text("id,d\n1,2\n", options).error().kind, ErrorKind::kBadRequest);
}

TEST(Reader, StopsWhenCancelled) {
  class Cancelled final : public Progress {
   public:
    void at(Stage, double) override {}
    void rows(std::int64_t) override {}
    bool cancelled() const override { return true; }
  } progress;
  const auto reading = read(as_bytes("id,fee\n1,2\n"), {}, progress);
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.error().kind, ErrorKind::kCancelled);
}

/// Keys that all fall into one place of a weak hash must cost no more than others.
TEST(Reader, KeepsManyDifferentTexts) {
  std::string text = "id,note\n";
  for (int i = 0; i < 100'000; ++i)
    text += std::to_string(i) + ",customer " + std::to_string(std::int64_t{i} * 65536) + "x\n";
  const auto reading = read_text(text);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->table.column(1).distinct(), 100'000U);
}

struct RealFile {
  const char* name;
  std::size_t rows, columns;
  char delimiter;
  const char* outcome;
  table::Type type;
  const char* left;
  std::size_t count;
};

class RealFiles : public testing::TestWithParam<RealFile> {};

TEST_P(RealFiles, AreReadAsTheyAre) {
  const RealFile& file = GetParam();
  const std::filesystem::path path =
      std::filesystem::path(RETAINWISE_SOURCE_DIR) / "../shared/data" / file.name;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: needs ../shared/data";
  const std::string text = file_text(path);
  const auto reading = read_text(text);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->table.rows(), file.rows);
  EXPECT_EQ(reading->table.columns().size(), file.columns);
  EXPECT_EQ(reading->dialect.delimiter, file.delimiter);
  EXPECT_TRUE(reading->messages.empty());
  const auto outcome = reading->table.find(file.outcome);
  ASSERT_TRUE(outcome.has_value());
  const table::Column& column = reading->table.column(*outcome);
  EXPECT_EQ(column.type(), file.type);
  std::size_t count = 0;
  for (const std::uint32_t code : column.codes())
    count += code != table::kMissing && column.dictionary().text(code) == file.left ? 1U : 0U;
  EXPECT_EQ(count, file.count);
}

constexpr auto kBoolean = table::Type::kBoolean;
constexpr auto kText = table::Type::kText;
INSTANTIATE_TEST_SUITE_P(
    Csv, RealFiles,
    testing::Values(
        RealFile{"telco.csv", 7043, 21, ',', "Churn", kBoolean, "Yes", 1869},
        RealFile{"mlc_churn.csv", 5000, 20, ',', "churn", kBoolean, "yes", 707},
        RealFile{"bank_churn_modelling.csv", 10000, 14, ',', "Exited", kBoolean, "1", 2037},
        RealFile{"iranian.csv", 3150, 14, ',', "Churn", kBoolean, "1", 495},
        RealFile{"sagemaker_churn.csv", 5000, 21, ',', "Churn?", kBoolean, "True.", 2498},
        RealFile{"ecommerce_full.csv", 5630, 20, ';', "Churn", kBoolean, "1", 948},
        RealFile{"hr_attrition.csv", 1470, 31, ',', "Attrition", kBoolean, "Yes", 237},
        RealFile{"maven_telecom.csv", 7043, 38, ',', "Customerstatus", kText, "Churned", 1869},
        RealFile{"bigml80.csv", 2666, 20, ';', "Churn", kBoolean, "VRAI", 388},
        RealFile{"bigml20.csv", 667, 20, ';', "Churn", kBoolean, "VRAI", 95},
        RealFile{"saas_sample.csv", 10, 18, ',', "trial_converted", kBoolean, "Yes", 7}));

/// The same promise as RealFiles, on a file made here.
TEST(Reader, ReadsAnExportWithMarkSemicolonsCrlfAndFrenchBooleans) {
  std::string text = "\xEF\xBB\xBF Id ;Plan;Offre;Churn\r\n";
  for (int i = 0; i < 40; ++i)
    text += std::to_string(100 + i) + ";Pro;" + (i % 2 == 0 ? "None" : "A") + ";" +
            (i % 4 == 0 ? "VRAI" : "FAUX") + "\r\n";
  const auto reading = read_text(text);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->table.rows(), 40U);
  EXPECT_TRUE(reading->dialect.byte_order_mark);
  EXPECT_EQ(reading->dialect.line_end, "\r\n");
  EXPECT_EQ(reading->table.column(0).name(), "Id");
  EXPECT_EQ(reading->table.column(2).missing(), 0U);
  EXPECT_EQ(reading->table.column(3).type(), table::Type::kBoolean);
}

TEST(Reader, ReadsTheSameOutOfGzip) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    if (name.ends_with(".gz")) continue;
    Json plain = described(read_text(text));
    Json packed = described(read_text(unpack::gzipped(text)));
    packed.erase("container");
    EXPECT_EQ(packed, plain) << name;
  }
}

TEST(Reader, SaysWhatAGzipFileHoldsThatIsNoText) {
  const auto reading = read_text(unpack::gzipped("SQLite format 3" + std::string(100, '\0')));
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.error().code, "unsupported_container");
  EXPECT_NE(reading.error().what.find("This gzip file holds an SQLite database"),
            std::string::npos);
}

TEST(Reader, UnpacksOnceOnly) {
  const auto reading = read_text(unpack::gzipped(unpack::gzipped("id,churn\n1,yes\n")));
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.error().code, "unsupported_container");
}

TEST(Reader, SaysThatAGzipFileIsCutOrTooLarge) {
  const std::string packed = unpack::gzipped("id,churn\n1,yes\n2,no\n");
  EXPECT_EQ(read_text(packed.substr(0, 20)).error().code, "gzip_cut");
  ReadOptions options;
  options.most_unpacked = 10;
  EXPECT_EQ(read_text(packed, options).error().code, "unpacked_too_large");
}

/// What the writer makes of a reading: header and cells.
std::string written_again(const Reading& reading) {
  StringSink sink;
  Writer writer(sink, reading.dialect.delimiter);
  EXPECT_TRUE(writer.record(reading.header).ok());
  for (std::size_t row = 0; row < reading.table.rows(); ++row)
    EXPECT_TRUE(writer.record(cells_of(reading, row)).ok());
  return sink.take();
}

TEST(Reader, TakesTheApostrophesOffThatTheWriterPutOn) {
  const std::string original =
      "id,=note,code,spent\n1,=1+1,\"=\"\"0012\"\"\",-5\n2,@home,\"=\"\"0400\"\"\",+3.2e4\n3,'s "
      "Gravenhage,\"=\"\"0007\"\"\",\"-1,5\"\n4,+49 151,x,\"-2,5\"\n";
  const auto first = read_text(original);
  ASSERT_TRUE(first.ok());
  const std::string safe = written_again(*first);
  EXPECT_NE(safe.find("'=1+1"), std::string::npos);
  EXPECT_NE(safe.find("'=note"), std::string::npos);
  EXPECT_EQ(safe.find("'-5"), std::string::npos);
  const auto second = read_text(safe);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(written_again(*second), safe);
  EXPECT_EQ(second->header, first->header);
  for (std::size_t row = 0; row < first->table.rows(); ++row)
    EXPECT_EQ(cells_of(*second, row), cells_of(*first, row));
  for (std::size_t column = 0; column < first->table.columns().size(); ++column) {
    EXPECT_EQ(second->table.column(column).name(), first->table.column(column).name());
    EXPECT_TRUE(std::ranges::equal(second->table.column(column).dictionary().texts(),
                                   first->table.column(column).dictionary().texts()));
  }
}

}  // namespace
}  // namespace retainwise::csv
