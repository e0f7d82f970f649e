#pragma once
/// Rule 2: bytes → UTF-8. In this order: a byte-order mark; UTF-16 and UTF-32 by where their NULs
/// lie; ISO-2022 and HZ by their escapes; UTF-8 if the whole file is; else the detector's guess.
/// One bad line in good UTF-8 is damage; more of them are a second encoding, and each line is read
/// by its own.
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "engine/csv/notes.h"

namespace retainwise::csv {

struct Decoded {
  std::string encoding;  ///< a name of encoding/encodings.h: "utf-8", "cp1252", "iso-8859-2" …
  bool byte_order_mark = false;
  std::string_view text;  ///< into the input where that is UTF-8, else empty: see `own`
  std::string own;        ///< the text where it had to be made
  bool in_place = true;
};

/// `wanted`: the user's choice by name. kBadRequest for a name that is not known. What was guessed,
/// and every line with a character that could not be read, is told in `notes`.
Result<Decoded> decode(ByteSpan input, const std::optional<std::string>& wanted, Notes& notes);

}  // namespace retainwise::csv
