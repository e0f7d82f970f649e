#include "engine/roles/repeats.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace retainwise::roles {
namespace {

/// 64 bits that stand for a cell; -0 and 0 are one, and so are all NaNs.
std::uint64_t cell_bits(const table::Column& column, std::size_t row) {
  if (!column.numbers().empty()) {
    const double x = column.numbers()[row];
    if (std::isnan(x)) return ~std::uint64_t{0};
    return std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x);
  }
  return column.codes().empty() ? 0 : column.codes()[row];
}

/// Mixing step of SplitMix64.
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

std::size_t count_repeats(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  const auto end = std::unique(keys.begin(), keys.end());
  return keys.size() - static_cast<std::size_t>(end - keys.begin());
}

}  // namespace

std::size_t count_duplicate_rows(const table::Table& table,
                                 const std::vector<ColumnRole>& columns) {
  std::vector<std::uint64_t> keys(table.rows());
  bool any = false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].role == Role::kIdentifier) continue;
    any = true;
    for (std::size_t row = 0; row < keys.size(); ++row)
      keys[row] = mixed(keys[row] * 31 + cell_bits(table.column(c), row) + 0x9E3779B97F4A7C15U);
  }
  return any ? count_repeats(std::move(keys)) : 0;
}

std::size_t count_repeated_cells(const table::Column& column) {
  return column.rows() - column.missing() - column.distinct();
}

}  // namespace retainwise::roles
