#pragma once
/// Rules 4, 5, 8 and 9: which records are rows of the table, which is the header, and which stand
/// there beside the table: blank lines, titles, totals, footers, repeated headers.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/csv/notes.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

struct Layout {
  std::vector<std::string> header;  ///< as in the file; empty: none
  std::int64_t header_lines = 0;    ///< records, not lines
  std::vector<std::uint32_t> rows;  ///< records of the table
  std::vector<SkippedRow> skipped;  ///< every other record but the header, in order
  std::size_t width = 0;            ///< columns of the table
};

/// `width` is the most common number of fields. Every record of the source ends up in exactly one
/// of header, rows and skipped.
Layout lay_out(const Reading::Source& source, std::size_t width, const ReadOptions& options,
               Notes& notes);

}  // namespace retainwise::csv
