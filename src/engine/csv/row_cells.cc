#include "engine/csv/row_cells.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/csv/cells.h"

namespace retainwise::csv {
namespace {

/// Cells at once: their views (64 KiB) and the text around them stay in the nearest caches.
constexpr std::size_t kCells = 4096;

constexpr char kNothing[kReadable] = {};

}  // namespace

RowCells::RowCells(const Reading::Source& source, std::size_t columns, Vectors vectors)
    : source_(source),
      columns_(columns),
      rows_(std::max<std::size_t>(1, kCells / std::max<std::size_t>(1, columns))),
      signs_{source.dialect.delimiter, source.dialect.quote, source.dialect.escape},
      mark_(mark_blocks(vectors)) {}

void RowCells::fill(std::span<const std::uint32_t> rows) {
  arena_.clear();
  if (cells_.size() < rows.size() * columns_) cells_.resize(rows.size() * columns_);
  std::string_view* cells = cells_.data();
  for (const std::uint32_t row : rows) {
    cut(source_.records[row], cells);
    cells += columns_;
  }
}

void RowCells::cut(const Record& record, std::string_view* cells) {
  std::size_t found = 0;
  if (record.doubtful) {
    found = take_kept(source_.doubtful.at(record.start), cells);
  } else if (record.mended) {
    found = take_kept(source_.mended.at(record.start), cells);
  } else if (record.simple && record.fields <= columns_) {
    found = cut_simple(source_.bytes(record), cells);
  } else {
    found = cut_carefully(source_.bytes(record), cells);
  }
  for (; found < columns_; ++found)
    cells[found] = {kNothing, 0};  // NOLINT(bugprone-string-constructor): it must not be null
}

std::size_t RowCells::cut_simple(std::string_view record, std::string_view* cells) {
  const char quote = source_.dialect.quote;
  const bool quotes = quote != '\0';
  const bool padded = source_.dialect.padded;
  const char* text = record.data();
  const auto left = static_cast<std::size_t>(source_.text.data() + source_.text.size() - text);
  if (left < record.size() + kBlock + kReadable) text = copied(record, kBlock + kReadable).data();
  std::string_view* next = cells;
  std::size_t start = 0;
  const auto end_cell = [&](std::size_t end) {
    while (padded && start < end && text[start] == ' ') ++start;
    const bool quoted = quotes && text[start] == quote;
    *next++ = {text + start + (quoted ? 1 : 0), end - start - (quoted ? 2 : 0)};
    start = end + 1;
  };
  std::uint64_t inside = 0;
  for (std::size_t at = 0; at < record.size(); at += kBlock) {
    Marks marks;
    mark_(text + at, 1, signs_, &marks);
    std::uint64_t delimiters = marks.delimiter;
    if (quotes && (marks.quote | inside) != 0) {
      const std::uint64_t odd = odd_before(marks.quote) ^ inside;
      delimiters &= ~odd;
      inside = std::uint64_t{0} - (odd >> 63U);
    }
    if (record.size() - at < kBlock) delimiters &= (std::uint64_t{1} << (record.size() - at)) - 1;
    for (; delimiters != 0; delimiters &= delimiters - 1)
      end_cell(at + static_cast<unsigned>(std::countr_zero(delimiters)));
  }
  end_cell(record.size());
  return static_cast<std::size_t>(next - cells);
}

std::size_t RowCells::cut_carefully(std::string_view record, std::string_view* cells) {
  std::size_t count = 0;
  walk_record(record, 0, source_.dialect, [&](const Cell& cell) {
    if (count == columns_) return;
    const std::string_view text = text_of(cell, source_.dialect, scratch_);
    cells[count++] = cell.plain ? readable(text) : copied(text);
  });
  return count;
}

std::size_t RowCells::take_kept(const std::vector<std::string>& kept, std::string_view* cells) {
  const std::size_t count = std::min(kept.size(), columns_);
  for (std::size_t i = 0; i < count; ++i) cells[i] = copied(kept[i]);
  return count;
}

std::string_view RowCells::readable(std::string_view cell) {
  const char* end = source_.text.data() + source_.text.size();
  return static_cast<std::size_t>(end - cell.data()) >= kReadable ? cell : copied(cell);
}

std::string_view RowCells::copied(std::string_view cell, std::size_t behind) {
  char* room = arena_.room(cell.size() + behind);
  if (!cell.empty()) std::memcpy(room, cell.data(), cell.size());
  std::memset(room + cell.size(), 0, behind);
  return {room, cell.size()};
}

}  // namespace retainwise::csv
