#pragma once
/// The one state machine that says where a record ends and where its cells lie (RFC 4180, with the
/// tolerances of real files). The scanner counts with it, split() cuts with it, so that the two can
/// never disagree.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/reader.h"

namespace retainwise::csv {

/// A cell's bytes in the file: without its quotes, but with what stands for a quote inside still
/// doubled or escaped.
struct Cell {
  std::string_view raw;
  bool quoted = false;
  bool plain = true;  ///< raw is the text as it is
};

/// What one walk over a record found.
struct Walk {
  std::size_t end = 0;      ///< where the last cell ends
  std::size_t next = 0;     ///< where the next record starts
  std::uint32_t lines = 0;  ///< line ends passed, the record's own included
  std::uint32_t fields = 0;
  bool at_line_end = false;  ///< false: the text ended first
  bool open = false;         ///< the text ended inside quotes
  bool stray = false;        ///< a quote inside a quoted cell was followed by more text
  bool runaway = false;      ///< a stray quote on another line than its cell's first: walk stopped
};

/// Number of line ends (LF, CRLF, CR).
std::uint32_t line_ends(std::string_view text);

namespace walking {

inline bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Past blanks that are no delimiter.
inline std::size_t past_blanks(std::string_view text, std::size_t at, char delimiter) {
  while (at < text.size() && text[at] == ' ' && delimiter != ' ') ++at;
  return at;
}

inline bool ends_cell(std::string_view text, std::size_t at, char delimiter) {
  return at >= text.size() || text[at] == delimiter || is_line_end(text[at]);
}

/// From behind the opening quote to where the cell ends; the text's size where it never does.
std::size_t quoted(std::string_view text, std::size_t at, const Dialect& dialect, Walk& walk,
                   Cell& cell);

inline std::size_t bare(std::string_view text, std::size_t at, const Dialect& dialect, Cell& cell) {
  const std::size_t start = at;
  while (at < text.size() && text[at] != dialect.delimiter && !is_line_end(text[at])) {
    if (dialect.escape != '\0' && text[at] == dialect.escape && at + 1 < text.size() &&
        !is_line_end(text[at + 1])) {
      cell.plain = false;
      ++at;
    }
    ++at;
  }
  cell.raw = text.substr(start, at - start);
  return at;
}

}  // namespace walking

/// One record from `at`; `on_cell(cell)` for each cell that ended.
template <class OnCell>
Walk walk_record(std::string_view text, std::size_t at, const Dialect& dialect, OnCell&& on_cell) {
  Walk walk;
  while (true) {
    Cell cell;
    const std::size_t first =
        dialect.padded ? walking::past_blanks(text, at, dialect.delimiter) : at;
    if (dialect.quote != '\0' && first < text.size() && text[first] == dialect.quote) {
      at = walking::quoted(text, first + 1, dialect, walk, cell);
      if (walk.open || walk.runaway) break;
    } else {
      at = walking::bare(text, first, dialect, cell);
    }
    ++walk.fields;
    on_cell(cell);
    if (at >= text.size() || text[at] != dialect.delimiter) break;
    ++at;
  }
  walk.end = walk.next = std::min(at, text.size());
  if (walk.open || walk.runaway || at >= text.size()) return walk;
  walk.at_line_end = true;
  ++walk.lines;
  walk.next = at + (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
  return walk;
}

/// The cells of one record (its line end left out). A stray quote is text.
void split(std::string_view record, const Dialect& dialect, std::vector<Cell>& cells);

/// What the cell says; uses `scratch` where raw is not the text. Valid until `scratch` changes.
std::string_view text_of(const Cell& cell, const Dialect& dialect, std::string& scratch);

}  // namespace retainwise::csv
