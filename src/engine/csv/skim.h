#pragma once
/// Records whose quotes leave no doubt, found at the speed of memory. What it gives is what
/// walk_record (cells.h) would give; at the first record where that is not certain it stops.
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/csv/marks.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

class Skimmer {
 public:
  /// `width` as in Scanner. kNone where the careful walk shall do everything: see able().
  Skimmer(const Dialect& dialect, std::size_t width, Vectors vectors);

  /// Where the next record starts.
  struct Place {
    std::size_t at = 0;
    std::uint32_t line = 1;
  };

  /// Appends the records from `place` on that end within `text` (the whole text so far) without
  /// doubt, at most up to `most` records in all; → where the first other one starts.
  Place read(std::string_view text, Place place, std::size_t most, std::vector<Record>& records);

 private:
  class Run;

  Signs signs_;
  std::uint64_t quotes_ = 0;   ///< all ones where the dialect has a quote
  std::uint64_t escapes_ = 0;  ///< … an escape
  bool able_ = true;           ///< false for a dialect whose delimiter is a line end or a quote
  std::size_t width_;
  MarkBlocks mark_;
  std::vector<Marks> marks_;
};

}  // namespace retainwise::csv
