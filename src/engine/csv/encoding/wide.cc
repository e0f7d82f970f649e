/// UTF-8, UTF-16 and UTF-32.
#include "base/text.h"
#include "engine/csv/encoding/decoding.h"

namespace retainwise::csv {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

template <bool big_endian>
void utf16(std::string_view bytes, Utf8Text& out) {
  const auto unit = [&](std::size_t at) {
    const std::uint32_t first = byte_at(bytes, at);
    const std::uint32_t second = byte_at(bytes, at + 1);
    return big_endian ? first << 8U | second : second << 8U | first;
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const std::uint32_t code = unit(at);
    if (code < 0xD800 || code > 0xDFFF) {
      out.put(code);
    } else if (code < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 &&
               unit(at + 2) <= 0xDFFF) {
      out.put(0x10000 + ((code - 0xD800) << 10U) + (unit(at + 2) - 0xDC00));
      at += 2;
    } else {
      out.put_bad();
    }
  }
  if (at < bytes.size()) out.put_bad();
}

template <bool big_endian>
void utf32(std::string_view bytes, Utf8Text& out) {
  std::size_t at = 0;
  for (; at + 3 < bytes.size(); at += 4) {
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < 4; ++i)
      code |= byte_at(bytes, at + i) << (big_endian ? 24 - 8 * i : 8 * i);
    const bool is_character = code < 0xD800 || (code > 0xDFFF && code < 0x110000);
    is_character ? out.put(code) : out.put_bad();
  }
  if (at < bytes.size()) out.put_bad();
}

}  // namespace

void decode_utf8(std::string_view bytes, Utf8Text& out) {
  while (true) {
    bytes.remove_prefix(out.ascii_run(bytes));
    if (bytes.empty()) return;
    std::size_t length = 0;
    for (std::size_t n = 2; n <= 4 && n <= bytes.size() && length == 0; ++n)
      length = is_utf8(bytes.substr(0, n)) ? n : 0;
    if (length == 0) {
      out.put_bad();
      length = 1;
    } else {
      out.copy(bytes.substr(0, length));
    }
    bytes.remove_prefix(length);
  }
}

void decode_wide(std::string_view bytes, Form form, Utf8Text& out) {
  if (form == Form::kUtf16Little) utf16<false>(bytes, out);
  if (form == Form::kUtf16Big) utf16<true>(bytes, out);
  if (form == Form::kUtf32Little) utf32<false>(bytes, out);
  if (form == Form::kUtf32Big) utf32<true>(bytes, out);
}

}  // namespace retainwise::csv
