/// One byte too many or too few damages one row at most, and never in silence.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/sink.h"
#include "base/text.h"
#include "engine/csv/reader.h"
#include "engine/csv/writer.h"
#include "tests/engine/csv/cases.h"
#include "tests/engine/csv/described.h"

namespace retainwise::csv {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const Reading& reading) {
  Rows rows(reading.table.rows());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    reading.cells(row, rows[row]);
    rows[row].resize(std::max(rows[row].size(), reading.table.columns().size()));
  }
  return rows;
}

bool has_an_empty_row(const Rows& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return trim(cell).empty(); });
  });
}

/// Lines of a customer table; the fourth column stands in quotes.
std::vector<std::string> clean_lines() {
  static const std::vector<std::string> plans = {"Basic", "Team Plan", "Pro"};
  static const std::vector<std::string> notes = {"calls often, pays late", "none yet",
                                                 "asks for invoices, twice", "new"};
  std::vector<std::string> lines = {"id,since,plan,note,fee"};
  for (int i = 0; i < 40; ++i) {
    lines.push_back(std::to_string(1000 + i) + ",2023-0" + std::to_string(i % 9 + 1) + "-1" +
                    std::to_string(i % 7) + "," + plans[static_cast<std::size_t>(i) % 3] + ",\"" +
                    notes[static_cast<std::size_t>(i) % 4] + "\"," + std::to_string(i % 30 + 5) +
                    ".50");
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// True if a delimiter between two cells goes or gets a second one beside it.
bool is_of_a_delimiter(const std::string& line, std::size_t at, std::string_view put) {
  const std::size_t open = line.find('"');
  if (at > open && at <= line.rfind('"')) return false;
  if (put.empty()) return line[at] == ',';
  return put == "," && at < line.size() && (at == 0 || line[at] == ',');
}

/// A comma put into the quoted cell or taken out of it, and a quote put into a bare one or at its
/// end, are text: no damage that anybody could see.
bool is_text(const std::string& line, std::size_t at, std::string_view put) {
  const std::size_t open = line.find('"');
  const std::size_t close = line.rfind('"');
  if (put == "," || (put.empty() && line[at] == ',')) return at > open && at <= close;
  const bool begins = at == 0 || line[at - 1] == ',';
  return put == "\"" && (at < open || at > close + 1) && !begins;
}

/// Every place of every row × a delimiter or quote put in, or the byte there taken out.
TEST(Damage, OfOneByteStaysInItsRowAndIsSaid) {
  const std::vector<std::string> lines = clean_lines();
  const std::string clean = joined(lines);
  const Rows meant = rows_of(*read_text(clean));
  ASSERT_EQ(meant.size(), 40U);
  for (std::size_t i = 1; i < lines.size(); i += 3) {
    for (std::size_t at = 0; at <= lines[i].size(); ++at) {
      for (const std::string_view put : {",", "\"", ""}) {
        const bool takes = put.empty();
        if (takes && (at == lines[i].size() || (lines[i][at] != ',' && lines[i][at] != '"')))
          continue;
        std::vector<std::string> damaged = lines;
        damaged[i].replace(at, takes ? 1 : 0, put);
        const std::string text = joined(damaged);
        const auto reading = read_text(text);
        ASSERT_TRUE(reading.ok()) << damaged[i];
        const Rows found = rows_of(*reading);
        ASSERT_EQ(found.size(), meant.size()) << damaged[i];
        Rows others = found;
        others[i - 1] = meant[i - 1];
        ASSERT_EQ(others, meant) << damaged[i];
        if (is_of_a_delimiter(lines[i], at, put)) {
          EXPECT_EQ(found[i - 1], meant[i - 1]) << damaged[i];
        }
        if (found[i - 1] != meant[i - 1] && !is_text(lines[i], at, put)) {
          EXPECT_FALSE(reading->messages.empty()) << damaged[i];
        }
      }
    }
  }
}

TEST(Damage, OfTheRowsAtBothEndsStaysThere) {
  const std::vector<std::string> lines = clean_lines();
  for (const std::size_t i : {std::size_t{1}, lines.size() - 1}) {
    for (const std::string_view line :
         {"", ",,,,,,,", "\"", "\"\"\"", "x", "1,2", "\"1,2023-01-01,Pro,\"new\",5.50"}) {
      std::vector<std::string> damaged = lines;
      damaged[i] = line;
      const std::string text = joined(damaged);
      const auto reading = read_text(text);
      ASSERT_TRUE(reading.ok()) << line;
      EXPECT_GE(reading->table.rows(), 39U) << line;
      EXPECT_FALSE(reading->messages.empty() && reading->skipped.empty()) << line;
    }
  }
}

/// What was read, written by Writer and read again is the same table.
TEST(Reader, ReadsItsOwnTablesAgain) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    const auto reading = read_text(text);
    if (!reading.ok() || reading->header_lines == 0 || reading->table.rows() == 0) continue;
    const Rows rows = rows_of(*reading);
    if (has_an_empty_row(rows)) continue;  // a line of delimiters only is no row
    std::vector<std::string> header = reading->header;
    header.resize(std::max(header.size(), rows[0].size()));
    StringSink sink;
    Writer writer(sink, ',');
    ASSERT_TRUE(writer.record(header).ok());
    for (const auto& row : rows) ASSERT_TRUE(writer.record(row).ok());
    ReadOptions options;
    options.delimiter = ',';
    options.header = true;
    const auto again = read_text(sink.text(), options);
    ASSERT_TRUE(again.ok()) << name;
    EXPECT_EQ(rows_of(*again), rows) << name << "\n" << sink.text();
  }
}

}  // namespace
}  // namespace retainwise::csv
