#pragma once
/// Rule 2: bytes → UTF-8.
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "engine/csv/notes.h"

namespace retainwise::csv {

struct Decoded {
  std::string encoding;  ///< "utf-8", "utf-16le", "utf-16be", "cp1252"
  bool byte_order_mark = false;
  std::string_view text;  ///< into the input where that is UTF-8, else empty: see `own`
  std::string own;        ///< the text where it had to be made
  bool in_place = true;
};

/// `wanted`: the user's choice by name. kBadRequest for a name that is not known.
Result<Decoded> decode(ByteSpan input, const std::optional<std::string>& wanted, Notes& notes);

}  // namespace retainwise::csv
