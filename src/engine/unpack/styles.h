#pragma once
/// Which number format a workbook's cell styles have.
#include <cstddef>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/unpack/number_format.h"
#include "engine/unpack/xml.h"

namespace retainwise::unpack {

class Styles {
 public:
  static Result<Styles> read(const ZipEntry& part, Allowance& allowance, const Progress& progress);
  /// Of a cell's s="…"; plain numbers where there is no such style.
  const NumberFormat& format(std::size_t style) const {
    return style < formats_.size() ? formats_[style] : plain_;
  }

 private:
  friend class StylesEvents;
  NumberFormat plain_;
  std::vector<NumberFormat> formats_;
};

}  // namespace retainwise::unpack
