#include "engine/csv/cells.h"

#include <cstring>

namespace retainwise::csv {

std::uint32_t line_ends(std::string_view text) {
  auto count = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  const void* found = std::memchr(text.data(), '\r', text.size());
  if (text.empty() || found == nullptr) return count;
  for (auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
       at < text.size(); ++at) {
    if (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) ++count;
  }
  return count;
}

namespace walking {
namespace {

/// The next quote or escape at or behind `at`.
std::size_t next_mark(std::string_view text, std::size_t at, const Dialect& dialect) {
  if (dialect.escape == '\0') return text.find(dialect.quote, at);
  const char marks[] = {dialect.quote, dialect.escape};
  return text.find_first_of(std::string_view(marks, 2), at);
}

}  // namespace

std::size_t quoted(std::string_view text, std::size_t at, const Dialect& dialect, Walk& walk,
                   Cell& cell) {
  const std::size_t start = at;
  std::size_t counted = at;
  bool new_line = false;
  cell.quoted = true;
  while (true) {
    const std::size_t mark = std::min(next_mark(text, at, dialect), text.size());
    const std::uint32_t lines = line_ends(text.substr(counted, mark - counted));
    counted = mark;
    walk.lines += lines;
    new_line |= lines > 0;
    if (new_line && walk.stray) {
      walk.runaway = true;
      return mark;
    }
    if (mark == text.size()) {
      walk.open = true;
      return mark;
    }
    const bool escaped = text[mark] != dialect.quote;
    if (escaped || (mark + 1 < text.size() && text[mark + 1] == dialect.quote)) {
      cell.plain = false;
      at = std::min(mark + 2, text.size());
      continue;
    }
    const std::size_t behind = past_blanks(text, mark + 1, dialect.delimiter);
    if (ends_cell(text, behind, dialect.delimiter)) {
      cell.raw = text.substr(start, mark - start);
      return behind;
    }
    walk.stray = true;
    if (new_line) {
      walk.runaway = true;
      return mark;
    }
    at = mark + 1;
  }
}

}  // namespace walking

void split(std::string_view record, const Dialect& dialect, std::vector<Cell>& cells) {
  cells.clear();
  walk_record(record, 0, dialect, [&](const Cell& cell) { cells.push_back(cell); });
}

std::string_view text_of(const Cell& cell, const Dialect& dialect, std::string& scratch) {
  if (cell.plain) return cell.raw;
  scratch.clear();
  for (std::size_t i = 0; i < cell.raw.size(); ++i) {
    const char c = cell.raw[i];
    const bool more = i + 1 < cell.raw.size();
    if (more && dialect.escape != '\0' && c == dialect.escape) {
      const char next = cell.raw[++i];
      // "\n" and "\t" of programs stay two characters: a reader that turned them into line ends
      // could not give the file's own text back.
      if (next != dialect.quote && next != dialect.escape && next != dialect.delimiter)
        scratch += c;
      scratch += next;
    } else {
      scratch += c;
      if (more && cell.quoted && c == dialect.quote && cell.raw[i + 1] == c) ++i;
    }
  }
  return scratch;
}

}  // namespace retainwise::csv
