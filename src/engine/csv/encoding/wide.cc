/// UTF-8, UTF-16 and UTF-32.
#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "engine/csv/encoding/decoding.h"

namespace retainwise::csv {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

constexpr std::size_t kBlock = 16384;
/// An earlier program could not read what stood there: counted with what this one cannot.
constexpr std::uint32_t kLost = 0xFFFD;

/// Four units that are all ASCII as four bytes; false: at least one is not.
template <bool big_endian>
bool four_ascii(const char* from, char* to) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if ((word & (big_endian ? 0x80FF80FF80FF80FFU : 0xFF80FF80FF80FF80U)) != 0) return false;
  if (big_endian) word >>= 8U;
  word = (word | word >> 8U) & 0x0000FFFF0000FFFFU;
  word = word | word >> 16U;
  const auto four = static_cast<std::uint32_t>(word);
  std::memcpy(to, &four, sizeof four);
  return true;
}

template <bool big_endian>
std::uint32_t unit_at(std::string_view bytes, std::size_t at) {
  const std::uint32_t first = byte_at(bytes, at);
  const std::uint32_t second = byte_at(bytes, at + 1);
  return big_endian ? first << 8U | second : second << 8U | first;
}

/// A surrogate at `at`: with its other half a character, else wrong, like U+FFFD. Says how many
/// bytes it takes.
template <bool big_endian>
std::size_t surrogate(std::string_view bytes, std::size_t at, Utf8Text& out) {
  const std::uint32_t code = unit_at<big_endian>(bytes, at);
  const std::uint32_t next = at + 3 < bytes.size() ? unit_at<big_endian>(bytes, at + 2) : 0;
  if (code >= 0xD800 && code < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
    out.put(0x10000 + ((code - 0xD800) << 10U) + (next - 0xDC00));
    return 4;
  }
  out.put_bad();
  return 2;
}

template <bool big_endian>
void utf16(std::string_view bytes, Utf8Text& out) {
  const std::size_t end = bytes.size() / 2 * 2;
  for (std::size_t at = 0; at < end;) {
    const std::size_t stop = std::min(at + kBlock, end);
    char* to = out.reserve(2 * kBlock);
    while (at < stop) {
      if (stop - at >= 8 && four_ascii<big_endian>(bytes.data() + at, to)) {
        at += 8;
        to += 4;
        continue;
      }
      for (const std::size_t few = std::min(at + 8, stop); at < few;) {
        const std::uint32_t code = unit_at<big_endian>(bytes, at);
        if ((code < 0xD800 || code > 0xDFFF) && code != kLost) {
          to = Utf8Text::write(to, code);
          at += 2;
          continue;
        }
        out.filled(to);
        at += surrogate<big_endian>(bytes, at, out);
        to = out.reserve(2 * kBlock);
      }
    }
    out.filled(to);
  }
  if (end < bytes.size()) out.put_bad();
}

template <bool big_endian>
void utf32(std::string_view bytes, Utf8Text& out) {
  std::size_t at = 0;
  for (; at + 3 < bytes.size(); at += 4) {
    std::uint32_t code = 0;
    for (std::size_t i = 0; i < 4; ++i)
      code |= byte_at(bytes, at + i) << (big_endian ? 24 - 8 * i : 8 * i);
    const bool is_character = code < 0xD800 || (code > 0xDFFF && code < 0x110000 && code != kLost);
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
    if (length == 0 || bytes.substr(0, length) == "\xEF\xBF\xBD") {
      out.put_bad();
      length = std::max<std::size_t>(length, 1);
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
