#pragma once
/// Encodings that show in the shape of the bytes: marks, NULs, escapes.
#include <optional>
#include <string_view>

#include "engine/csv/encoding/encodings.h"

namespace retainwise::csv {

struct Mark {
  Form form = Form::kUtf8;
  std::size_t bytes = 0;
};
/// The byte-order mark that `text` begins with.
std::optional<Mark> mark_of(std::string_view text);

/// UTF-16 or UTF-32 without a mark, by where the NULs of its delimiters and line ends lie; looks at
/// the first 4 kB. Letters need not be Latin.
std::optional<Form> wide_form(std::string_view text);

/// "iso-2022-jp", "-kr", "-cn" or "hz", where all bytes are ASCII and its escapes are there.
std::optional<std::string_view> escaped_encoding(std::string_view text);

}  // namespace retainwise::csv
