#include "engine/csv/row_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "engine/csv/cells.h"
#include "engine/csv/scanner.h"
#include "tests/engine/csv/cases.h"

namespace retainwise::csv {
namespace {

std::vector<std::string> expected_row(const Reading::Source& source, const Record& record,
                                      std::size_t columns) {
  std::vector<std::string> texts;
  if (record.mended) {
    texts = source.mended.at(record.start);
  } else {
    std::vector<Cell> cells;
    std::string scratch;
    split(source.bytes(record), source.dialect, cells);
    for (const Cell& cell : cells) texts.emplace_back(text_of(cell, source.dialect, scratch));
  }
  texts.resize(columns);
  return texts;
}

/// Cuts `text` at every instruction set and compares with the careful walk, cell by cell.
void expect_same_cells(std::string_view text, const Dialect& dialect, std::size_t columns) {
  // An exact copy on the heap: a sanitizer sees every byte that is read behind it.
  const std::vector<char> exact(text.begin(), text.end());
  Reading::Source source;
  source.text = {exact.data(), exact.size()};
  source.dialect = dialect;
  Scanner scanner(dialect, columns);
  ASSERT_TRUE(scanner.read(source.text, More::kNo).ok());
  source.records = scanner.take_records();
  source.mended = scanner.take_mended();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < source.records.size(); ++i) rows.push_back(i);
  for (int set = 0; set <= static_cast<int>(best_vectors()); ++set) {
    RowCells cells(source, columns, static_cast<Vectors>(set));
    for (std::size_t row = 0; row < rows.size(); row += cells.rows_at_once()) {
      const std::size_t count = std::min(cells.rows_at_once(), rows.size() - row);
      cells.fill(std::span(rows).subspan(row, count));
      for (std::size_t i = 0; i < count; ++i) {
        const auto wanted = expected_row(source, source.records[row + i], columns);
        for (std::size_t column = 0; column < columns; ++column)
          ASSERT_EQ(cells.column(column)[i * columns], wanted[column])
              << "row " << row + i << " column " << column << "\n"
              << text;
      }
    }
  }
}

TEST(RowCells, AreThoseOfTheCarefulWalk) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    for (const char delimiter : {',', ';', '\t', '\0'}) {
      Dialect dialect;
      dialect.delimiter = delimiter;
      expect_same_cells(text, dialect, 3);
    }
  }
}

TEST(RowCells, AreThoseOfTheCarefulWalkOnRandomText) {
  SeededRandom random(11);
  const std::string_view letters = "abcdefgh0123,,,,\"\"\n\r\\ '";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::uint64_t length = random.below(round % 10 == 0 ? 600 : 90);
    for (std::uint64_t i = 0; i < length; ++i) {
      text += random.below(6) == 0 ? std::string_view("\",\"")
                                   : letters.substr(random.below(letters.size()), 1);
    }
    Dialect dialect;
    dialect.escape = round % 3 == 0 ? '\\' : '\0';
    dialect.padded = round % 4 == 0;
    dialect.quote = round % 5 == 0 ? '\'' : round % 7 == 0 ? '\0' : '"';
    expect_same_cells(text, dialect, 1 + random.below(5));
  }
}

TEST(RowCells, CrossEveryBlockOfALongRecord) {
  for (std::size_t length = 1; length < 3 * kBlock; ++length) {
    const std::string cell(length, 'x');
    expect_same_cells(cell + ",\"" + cell + ",\n" + cell + "\"," + cell + "\n", Dialect{}, 3);
  }
}

}  // namespace
}  // namespace retainwise::csv
