#include "engine/csv/quotes.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kAsked = 200;  ///< records that say what is quoted

using walking::is_line_end;

/// A quote that opens a cell, is never closed and has no partner in it is no part of the value.
void drop_lone_opener(std::string& cell, char quote) {
  if (cell.empty() || cell.front() != quote) return;
  if (std::count(cell.begin(), cell.end(), quote) % 2 == 1) cell.erase(0, 1);
}

/// Cells of one line; a quoted cell whose quote is not closed properly is bare text instead.
std::vector<std::string> with_openers_as_text(std::string_view line, const Dialect& dialect) {
  std::vector<std::string> cells;
  std::string scratch;
  Dialect bare_only = dialect;
  bare_only.quote = '\0';
  std::size_t at = 0;
  while (true) {
    const std::size_t first =
        dialect.padded ? walking::past_blanks(line, at, dialect.delimiter) : at;
    Cell cell;
    std::size_t behind = line.size();
    bool closed = false;
    if (first < line.size() && line[first] == dialect.quote) {
      Walk walk;
      behind = walking::quoted(line, first + 1, dialect, walk, cell);
      closed = !walk.open && !walk.stray;
    }
    if (!closed) {
      cell = Cell{};
      behind = walking::bare(line, first, bare_only, cell);
    }
    cells.emplace_back(text_of(cell, closed ? dialect : bare_only, scratch));
    if (!closed) drop_lone_opener(cells.back(), dialect.quote);
    if (behind >= line.size()) return cells;
    at = behind + 1;
  }
}

std::vector<std::string> with_all_quotes_as_text(std::string_view line, const Dialect& dialect) {
  Dialect plain = dialect;
  plain.quote = '\0';
  std::vector<Cell> cells;
  split(line, plain, cells);
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  std::string scratch;
  for (const Cell& cell : cells) texts.emplace_back(text_of(cell, plain, scratch));
  return texts;
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_line_end(text[at])) ++at;
  return at;
}

std::size_t behind_line_end(std::string_view text, std::size_t end) {
  if (end >= text.size()) return end;
  return end + (text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1);
}

Mending as_read(const Walk& walk, std::string code) {
  return {walk.end, walk.next, walk.lines, walk.fields, std::move(code), {}};
}

/// A record that was read whole but for quotes inside its quoted cells. Of `""Basic plan"` the
/// first quote has no partner and is no part of the value; `"say "hi""` keeps every letter.
Mending with_strays(std::string_view text, std::size_t at, const Walk& walk,
                    const Dialect& dialect) {
  std::vector<std::string> cells;
  std::string scratch;
  bool dropped = false;
  walk_record(text.substr(0, walk.end), at, dialect, [&](const Cell& cell) {
    cells.emplace_back(text_of(cell, dialect, scratch));
    if (!cell.quoted) return;
    const std::size_t size = cells.back().size();
    drop_lone_opener(cells.back(), dialect.quote);
    dropped |= cells.back().size() < size;
  });
  if (!dropped) return as_read(walk, "quote_inside_quotes");
  Mending mending = as_read(walk, "quote_dropped");
  mending.cells = std::move(cells);
  return mending;
}

Mending first_line(std::size_t end, std::size_t next, std::vector<std::string> cells,
                   std::string code) {
  const auto fields = static_cast<std::uint32_t>(cells.size());
  return {end, next, 1, fields, std::move(code), std::move(cells)};
}

bool is_lone_closer(const Cell& cell, char quote) {
  return !cell.quoted && cell.raw.size() > 1 && cell.raw.back() == quote &&
         std::count(cell.raw.begin(), cell.raw.end(), quote) % 2 == 1;
}

/// True if the line behind the first one is a record of the table by itself.
bool table_goes_on(std::string_view text, std::size_t next, const Dialect& dialect,
                   std::size_t width) {
  const std::string_view line = text.substr(next, end_of_line(text, next) - next);
  const Walk walk = walk_record(line, 0, dialect, [](const Cell&) {});
  return width > 1 && walk.fields == width && !walk.open && !walk.stray;
}

/// How often cells stand in quotes.
struct Quoting {
  std::size_t cells = 0, quoted = 0;
  bool nearly_always() const { return quoted * 10 >= cells * 9; }
};

/// By column, in the first records.
std::vector<Quoting> quoting_of(const Reading::Source& source) {
  std::vector<Quoting> columns;
  for (std::size_t i = 0; i < source.records.size() && i < kAsked; ++i) {
    std::size_t column = 0;
    walk_record(source.bytes(source.records[i]), 0, source.dialect, [&](const Cell& cell) {
      if (column == columns.size()) columns.emplace_back();
      ++columns[column].cells;
      columns[column++].quoted += cell.quoted ? 1U : 0U;
    });
  }
  return columns;
}

/// The cells of a record, and whether one of them lost its opening quote; of that the closing one
/// is left out.
bool without_lone_closers(std::string_view record, const Dialect& dialect,
                          const std::vector<bool>& in_quotes, std::vector<std::string>& cells) {
  bool lone = false;
  std::string scratch;
  walk_record(record, 0, dialect, [&](const Cell& cell) {
    const std::size_t column = cells.size();
    cells.emplace_back(text_of(cell, dialect, scratch));
    if (column >= in_quotes.size() || !in_quotes[column] || !is_lone_closer(cell, dialect.quote))
      return;
    cells.back().pop_back();
    lone = true;
  });
  return lone;
}

}  // namespace

Mending mend_quotes(std::string_view text, std::size_t at, const Walk& walk, const Dialect& dialect,
                    std::size_t width) {
  const bool whole = !walk.open && !walk.runaway;
  if (whole && (walk.fields == width || width == 0))
    return walk.stray ? with_strays(text, at, walk, dialect) : as_read(walk, "");
  const std::size_t end = end_of_line(text, at);
  const std::size_t next = behind_line_end(text, end);
  const std::string_view line = text.substr(at, end - at);
  const bool one_line = whole && walk.end <= end;
  std::vector<std::string> opened = with_openers_as_text(line, dialect);
  const bool resumes = !one_line && table_goes_on(text, next, dialect, width);
  if (one_line || !whole || resumes) {
    if (opened.size() == width) return first_line(end, next, std::move(opened), "quote_dropped");
    std::vector<std::string> bare = with_all_quotes_as_text(line, dialect);
    if (bare.size() == width) return first_line(end, next, std::move(bare), "quote_dropped");
  }
  if (whole && !resumes) return as_read(walk, walk.stray ? "quote_inside_quotes" : "");
  return first_line(end, next, std::move(opened),
                    walk.open ? "quote_never_closed" : "quote_dropped");
}

bool quotes_nearly_all(const Reading::Source& source) {
  Quoting all;
  for (const Quoting& column : quoting_of(source)) {
    all.cells += column.cells;
    all.quoted += column.quoted;
  }
  return all.nearly_always();
}

void mend_lone_closers(Reading::Source& source, Notes& notes) {
  const char quote = source.dialect.quote;
  if (quote == '\0') return;
  const bool nearly_all = quotes_nearly_all(source);
  std::vector<bool> in_quotes;
  for (const Quoting& column : quoting_of(source))
    in_quotes.push_back(nearly_all || column.nearly_always());
  if (std::count(in_quotes.begin(), in_quotes.end(), true) == 0) return;
  for (Record& record : source.records) {
    // A simple one has no quote in a bare cell.
    if (record.simple || record.mended) continue;
    std::vector<std::string> row;
    if (!without_lone_closers(source.bytes(record), source.dialect, in_quotes, row)) continue;
    source.mended.emplace(record.start, std::move(row));
    record.mended = true;
    Message message;
    message.code = "quote_dropped";
    message.message = "A cell ends with a quote that was never opened; it was read without it.";
    message.row = record.line;
    message.text = shortened(source.bytes(record), 200);
    message.hint = "Check the quotes on this line.";
    notes.add(std::move(message));
  }
}

}  // namespace retainwise::csv
