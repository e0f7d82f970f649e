#pragma once
/// Bytes of one encoding → UTF-8. What is no character of it becomes U+FFFD and is counted; a wrong
/// sequence of several bytes never swallows the ASCII byte that breaks it, so that no delimiter or
/// line end is lost (WHATWG Encoding).
#include <cstddef>
#include <string_view>

#include "engine/csv/encoding/encodings.h"
#include "engine/csv/encoding/utf8_text.h"

namespace retainwise::csv {

void decode_into(std::string_view bytes, const Encoding& encoding, Utf8Text& out);

/// One character at the start of `bytes`: how many bytes it takes. `code` is U+FFFD where it is
/// none.
struct OneCharacter {
  char32_t code = 0xFFFD;
  std::size_t bytes = 1;
};
/// Of the forms kPage, kCp932, kEucJp, kGb18030, kBig5 and kCp949; `bytes` must not be empty.
OneCharacter first_character(std::string_view bytes, const Encoding& encoding);

/// The parts of decode_into.
void decode_utf8(std::string_view bytes, Utf8Text& out);
void decode_wide(std::string_view bytes, Form form, Utf8Text& out);
void decode_iso2022(std::string_view bytes, Utf8Text& out);
void decode_hz(std::string_view bytes, Utf8Text& out);

/// The character of row and cell (1–94 each) of a national set; U+FFFD where there is none.
char32_t jis0208(unsigned row, unsigned cell);
char32_t jis0212(unsigned row, unsigned cell);
char32_t gb2312(unsigned row, unsigned cell);
char32_t ksx1001(unsigned row, unsigned cell);

}  // namespace retainwise::csv
