#pragma once
/// The filled cells of a sheet, row by row, as they are read: a few bytes beside each cell's text,
/// wherever it stands.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace retainwise::unpack {

/// A spreadsheet's own limit; the CSV side has a smaller one for tables.
inline constexpr std::uint32_t kMostColumns = 16'384;
inline constexpr std::uint32_t kMostRows = 1'048'576;

enum class CellKind : std::uint8_t { kText, kNumber, kPercent, kError };

struct GridCell {
  std::uint32_t column = 0;  ///< from 0
  CellKind kind = CellKind::kText;
  std::string_view text;
};

struct GridRow {
  std::uint32_t number = 0;  ///< from 1, as the spreadsheet shows it
  std::uint32_t cells = 0;
  std::uint64_t start = 0;
};

/// Cells that were merged over several rows of one column.
struct Merge {
  std::uint32_t column = 0, first_row = 0, last_row = 0;
};

/// What stands in one column.
struct ColumnTally {
  std::uint64_t filled = 0, numbers = 0, percents = 0;
};

class Grid {
 public:
  /// `most`: bytes that all texts together may have.
  explicit Grid(std::uint64_t most) : most_(most) {}

  /// In order: rows downwards, the cells of a row from left to right. Empty texts are left out.
  /// kBadFile "unpacked_too_large".
  Result<void> add(std::uint32_t row, const GridCell& cell);

  const std::vector<GridRow>& rows() const { return rows_; }
  const std::vector<ColumnTally>& columns() const { return columns_; }
  /// Appends to nothing: `cells` is cleared first. Valid as long as the grid.
  void cells(const GridRow& row, std::vector<GridCell>& cells) const;

  std::vector<Merge> merges;                ///< over rows only; by first row
  std::int64_t formulas_without_value = 0;  ///< left out, as they say nothing

 private:
  void put(std::uint64_t number);

  std::uint64_t most_;
  std::string bytes_;
  std::vector<GridRow> rows_;
  std::vector<ColumnTally> columns_;
};

}  // namespace retainwise::unpack
