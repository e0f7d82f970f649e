#include "engine/unpack/grid.h"

#include "engine/unpack/limits.h"

namespace retainwise::unpack {
namespace {

constexpr unsigned kGroup = 7;  ///< bits a byte of a number

std::uint64_t taken(std::string_view bytes, std::uint64_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += kGroup) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace

void Grid::put(std::uint64_t number) {
  for (; number >= 0x80; number >>= kGroup) bytes_ += static_cast<char>((number & 0x7FU) | 0x80U);
  bytes_ += static_cast<char>(number);
}

Result<void> Grid::add(std::uint32_t row, const GridCell& cell) {
  if (cell.text.empty()) return {};
  if (bytes_.size() + cell.text.size() > most_) return unpacked_too_large(most_);
  if (rows_.empty() || rows_.back().number != row) rows_.push_back({row, 0, bytes_.size()});
  ++rows_.back().cells;
  put(std::uint64_t{cell.column} << 2U | static_cast<std::uint64_t>(cell.kind));
  put(cell.text.size());
  bytes_ += cell.text;
  if (columns_.size() <= cell.column) columns_.resize(cell.column + 1);
  ColumnTally& tally = columns_[cell.column];
  ++tally.filled;
  tally.percents += cell.kind == CellKind::kPercent ? 1U : 0U;
  tally.numbers += cell.kind == CellKind::kNumber || cell.kind == CellKind::kPercent ? 1U : 0U;
  return {};
}

void Grid::cells(const GridRow& row, std::vector<GridCell>& cells) const {
  cells.clear();
  std::uint64_t at = row.start;
  for (std::uint32_t i = 0; i < row.cells; ++i) {
    const std::uint64_t place = taken(bytes_, at);
    const std::uint64_t size = taken(bytes_, at);
    cells.push_back({static_cast<std::uint32_t>(place >> 2U), static_cast<CellKind>(place & 3U),
                     std::string_view(bytes_).substr(at, size)});
    at += size;
  }
}

}  // namespace retainwise::unpack
