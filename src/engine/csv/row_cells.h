#pragma once
/// The cells of some rows at once, as views: a column is walked down without looking at the others.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/arena.h"
#include "engine/csv/marks.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

/// Behind every cell's start so many bytes may be read, however short it is.
inline constexpr std::size_t kReadable = 16;

class RowCells {
 public:
  RowCells(const Reading::Source& source, std::size_t columns, Vectors vectors = best_vectors());

  /// How many rows fill() should be given at once.
  std::size_t rows_at_once() const { return rows_; }
  /// Cuts the records `rows` into cells. A row's cells beyond the columns are left out, those it
  /// lacks are empty. Blanks at their ends stay.
  void fill(std::span<const std::uint32_t> rows);
  /// The first row's cell; the next row's is columns() further on. Valid until the next fill().
  const std::string_view* column(std::size_t index) const { return cells_.data() + index; }
  std::size_t columns() const { return columns_; }

 private:
  void cut(const Record& record, std::string_view* cells);
  std::size_t cut_simple(std::string_view record, std::string_view* cells);
  std::size_t cut_carefully(std::string_view record, std::string_view* cells);
  std::size_t take_kept(const std::vector<std::string>& kept, std::string_view* cells);
  std::string_view readable(std::string_view cell);
  /// A copy with `behind` zeros after it.
  std::string_view copied(std::string_view cell, std::size_t behind = kReadable);

  const Reading::Source& source_;
  std::size_t columns_, rows_;
  Signs signs_;
  MarkBlocks mark_;
  Arena arena_;
  std::string scratch_;
  std::vector<std::string_view> cells_;
};

}  // namespace retainwise::csv
