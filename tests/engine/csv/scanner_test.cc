#include "engine/csv/scanner.h"

#include <gtest/gtest.h>

#include <string>

#include "base/random.h"
#include "tests/engine/csv/cases.h"

namespace retainwise::csv {
namespace {

std::string places(const std::vector<Record>& records) {
  std::string out;
  for (const Record& record : records)
    out += std::to_string(record.start) + "+" + std::to_string(record.length) + " line " +
           std::to_string(record.line) + " fields " + std::to_string(record.fields) +
           (record.mended ? " mended\n" : "\n");
  return out;
}

std::string scanned(std::string_view text, std::size_t step, const Dialect& dialect,
                    std::size_t width, Pace pace = Pace::kFast, Vectors vectors = best_vectors()) {
  Scanner scanner(dialect, width, pace, vectors);
  if (step % 2 == 0) scanner.expect(text.size());
  for (std::size_t end = std::min(step, text.size());; end = std::min(end + step, text.size())) {
    const auto result =
        scanner.read(text.substr(0, end), end == text.size() ? More::kNo : More::kComing);
    if (!result.ok()) return result.error().code;
    if (end == text.size()) break;
  }
  std::string out = places(scanner.records());
  for (const Message& message : scanner.notes().take())
    out += message.code + " " + std::to_string(message.row.value_or(0)) + "\n";
  return out;
}

void expect_same_on_any_chunking(std::string_view text, const Dialect& dialect, std::size_t width) {
  const std::string whole = scanned(text, text.size() + 1, dialect, width);
  for (const std::size_t step : {1U, 2U, 3U, 7U, 64U})
    ASSERT_EQ(scanned(text, step, dialect, width), whole) << "step " << step << "\n" << text;
  for (const std::size_t step : {std::size_t{5}, text.size() + 1})
    ASSERT_EQ(scanned(text, step, dialect, width, Pace::kCareful), whole) << "careful\n" << text;
  for (const Vectors vectors : {Vectors::kNone, Vectors::kSse2})
    ASSERT_EQ(scanned(text, text.size() + 1, dialect, width, Pace::kFast, vectors), whole) << text;
}

TEST(Scanner, GivesTheSameRecordsOnAnyChunking) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    Dialect dialect;
    expect_same_on_any_chunking(text, dialect, 3);
    dialect.escape = '\\';
    dialect.padded = true;
    expect_same_on_any_chunking(text, dialect, 0);
  }
}

TEST(Scanner, GivesTheSameRecordsOnAnyChunkingOfRandomText) {
  SeededRandom random(7);
  const std::string_view letters = "ab,,\"\"\n\n\r\\ x";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::uint64_t length = random.below(60);
    for (std::uint64_t i = 0; i < length; ++i) text += letters[random.below(letters.size())];
    Dialect dialect;
    dialect.escape = round % 2 == 0 ? '\0' : '\\';
    dialect.padded = round % 3 == 0;
    expect_same_on_any_chunking(text, dialect, 1 + random.below(4));
  }
}

/// Mostly well-formed records, so that the skimmed stretches are long, with damage here and there.
std::string nearly_tidy(SeededRandom& random, char delimiter, char quote) {
  std::string text;
  const std::uint64_t records = random.below(60);
  for (std::uint64_t record = 0; record < records; ++record) {
    for (int cell = 0; cell < 3; ++cell) {
      if (cell > 0) text += delimiter;
      const std::string word(random.below(random.below(8) == 0 ? 90 : 9), 'x');
      switch (random.below(9)) {
        case 0: text += quote + word + delimiter + "y" + quote; break;
        case 1: text += quote + word + (random.below(2) == 0 ? "\n" : "\r\n") + "z" + quote; break;
        case 2: text += quote + word + quote + quote + "q" + quote; break;
        case 3: text += quote + word + quote; break;
        case 4: text += std::string(2, quote); break;
        default: text += word; break;
      }
      if (random.below(60) == 0) text += std::string_view("\"',; \\\r\n")[random.below(8)];
    }
    text += random.below(5) == 0 ? "\r\n" : random.below(9) == 0 ? "\r" : "\n";
  }
  if (random.below(3) == 0 && !text.empty()) text.pop_back();
  return text;
}

TEST(Scanner, SkimsAndWalksToTheSameRecords) {
  SeededRandom random(17);
  for (int round = 0; round < 1500; ++round) {
    Dialect dialect;
    dialect.delimiter = ",;\t '\0"[random.below(6)];
    dialect.quote = "\"\"\"'\0"[random.below(5)];
    dialect.escape = random.below(4) == 0 ? '\\' : '\0';
    dialect.padded = random.below(4) == 0;
    const std::string text = nearly_tidy(random, round % 8 == 0 ? ',' : dialect.delimiter,
                                         dialect.quote == '\0' ? '"' : dialect.quote);
    expect_same_on_any_chunking(text, dialect, random.below(3) == 0 ? 0 : 3);
  }
}

TEST(Scanner, SkimsOverLongCellsAndManyCellsAlike) {
  const std::string cell(kMaxCell, 'x');
  for (const std::string& text :
       {"a,\"" + cell + "\"\nb,c\n", "a," + cell + "\nb,c\n", "a,\"" + cell + "y\"\nb,c\n",
        "a," + cell + "y\nb,c\n", std::string(kMaxFields - 1, ',') + "\nb,c\n",
        std::string(kMaxFields, ',') + "\nb,c\n", "a,\"" + cell + "\nb,c\n"})
    EXPECT_EQ(scanned(text, text.size(), Dialect{}, 2),
              scanned(text, text.size(), Dialect{}, 2, Pace::kCareful));
}

TEST(Scanner, CallsARecordSimpleOnlyWhereItsCellsNeedNoSecondLook) {
  const std::string text = "a,b\n\"1\",\"x,y\"\n2,\"say \"\"hi\"\"\"\n3,5\" pipe\n\"4\",\"\"\n";
  Scanner scanner(Dialect{}, 2);
  ASSERT_TRUE(scanner.read(text, More::kNo).ok());
  std::vector<bool> simple;
  for (const Record& record : scanner.records()) simple.push_back(record.simple);
  EXPECT_EQ(simple, std::vector<bool>({true, true, false, false, true}));
}

TEST(Scanner, CoversTheTextWithoutGapsOrOverlaps) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    Scanner scanner(Dialect{}, 3);
    ASSERT_TRUE(scanner.read(text, More::kNo).ok());
    std::size_t at = 0;
    for (const Record& record : scanner.records()) {
      ASSERT_EQ(record.start, at) << name;
      at += record.length;
      if (at < text.size() && text[at] == '\r') ++at;
      if (at < text.size() && text[at] == '\n' &&
          (at == 0 || text[at - 1] == '\r' || at == record.start + record.length))
        ++at;
    }
    EXPECT_EQ(at, text.size()) << name;
  }
}

TEST(Scanner, RefusesACellLongerThanOneMebibyteWithItsLine) {
  const std::string text = "id,note\n1,\"" + std::string(kMaxCell + 1, 'x') + "\"\n";
  Scanner scanner(Dialect{}, 2);
  const auto result = scanner.read(text, More::kNo);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "limit_passed");
  EXPECT_EQ(result.error().issues.at(0).row, 2);
}

TEST(Scanner, RefusesMoreThanTenThousandCellsInARecord) {
  Scanner scanner(Dialect{}, 2);
  const auto result = scanner.read("a,b\n" + std::string(kMaxFields, ','), More::kNo);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().issues.at(0).row, 2);
  Scanner other(Dialect{}, 2);
  EXPECT_TRUE(other.read(std::string(kMaxFields - 1, ','), More::kNo).ok());
}

/// Reads a long file in which every line opens a quote that is never closed: it must take one look
/// at each line, not one look from each line to the end.
TEST(Scanner, GoesOnBehindQuotesThatAreNeverClosed) {
  std::string text = "id,note\n";
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i) + ",\"never closed\n";
  Scanner scanner(Dialect{}, 2);
  ASSERT_TRUE(scanner.read(text, More::kNo).ok());
  EXPECT_EQ(scanner.records().size(), 50'001U);
  EXPECT_EQ(scanner.damaged(), 50'000);
}

TEST(Scanner, CountsLinesOverQuotedNewlinesOfAllKinds) {
  Scanner scanner(Dialect{}, 2);
  ASSERT_TRUE(scanner.read("a,b\r\n\"1\n2\",x\r\"3\r\n4\r5\",y\nz,z", More::kNo).ok());
  ASSERT_EQ(scanner.records().size(), 4U);
  EXPECT_EQ(scanner.records()[1].line, 2U);
  EXPECT_EQ(scanner.records()[2].line, 4U);
  EXPECT_EQ(scanner.records()[3].line, 7U);
}

}  // namespace
}  // namespace retainwise::csv
