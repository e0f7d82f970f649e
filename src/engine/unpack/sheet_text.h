#pragma once
/// The cells of a sheet → CSV text (RFC 4180: comma, LF) with the place of each record in it. The
/// records are the sheet's rows from the first filled one to the last; rows without cells between
/// them are one empty record. Every record is as wide as the table, so that a short row of a CSV
/// has no like here; a cell beside the table makes its record longer, and a lone cell before the
/// table or behind a gap makes its record end with it, as titles and notes in a CSV do.
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/unpack/grid.h"

namespace retainwise::unpack {

struct SheetRecord {
  std::uint64_t start = 0;
  std::uint32_t length = 0;  ///< without the line end
  std::uint32_t row = 0;     ///< of the sheet, from 1
  std::uint32_t fields = 0;
};

struct SheetText {
  std::string text;
  std::vector<SheetRecord> records;
  bool has_numbers = false;      ///< numbers of the sheet: their decimal sign is a dot
  std::int64_t filled_down = 0;  ///< cells that got the text of the merged cell that they are in
};

/// `most`: bytes of the text. kBadFile "unpacked_too_large".
Result<SheetText> sheet_text(const Grid& grid, std::uint64_t most);

/// The most columns that two rows or more fill: what tells a table from a page of notes.
std::size_t table_width(const Grid& grid);

}  // namespace retainwise::unpack
