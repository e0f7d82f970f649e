#include "engine/csv/encoding/decoding.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace retainwise::csv {
namespace {

constexpr std::size_t kBlock = 16384;

/// A character of a code page as its bytes in UTF-8, ready to be copied.
struct Ready {
  std::array<char, 4> bytes{};
  std::uint8_t size = 0;  ///< 0: no character
};

std::array<Ready, 256> ready_for(const char16_t* page) {
  std::array<Ready, 256> ready{};
  for (unsigned byte = 0; byte < ready.size(); ++byte) {
    const char16_t code = byte < 0x80 ? static_cast<char16_t>(byte) : page[byte - 0x80];
    if (code == 0xFFFD) continue;
    char* const start = ready[byte].bytes.data();
    ready[byte].size = static_cast<std::uint8_t>(Utf8Text::write(start, code) - start);
  }
  return ready;
}

bool is_ascii_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

void decode_page(std::string_view bytes, const char16_t* page, Utf8Text& out) {
  const std::array<Ready, 256> ready = ready_for(page);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    const char* const stop = at + std::min(kBlock, static_cast<std::size_t>(end - at));
    char* to = out.reserve(3 * kBlock);
    while (at < stop) {
      if (stop - at >= 8 && is_ascii_word(at)) {
        std::memcpy(to, at, 8);
        at += 8;
        to += 8;
        continue;
      }
      for (const char* const few = std::min(at + 8, stop); at < few; ++at) {
        const Ready& one = ready[static_cast<unsigned char>(*at)];
        std::memcpy(to, one.bytes.data(), 4);
        to += one.size;
        if (one.size != 0) continue;
        out.filled(to);
        out.put_bad();
        to = out.reserve(3 * kBlock);
      }
    }
    out.filled(to);
  }
}

/// A block ends behind a whole character: the longest takes four bytes and becomes four.
void decode_several(std::string_view bytes, const Encoding& encoding, Utf8Text& out) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t stop = std::min(at + kBlock, bytes.size());
    char* to = out.reserve(3 * kBlock + 16);
    while (at < stop) {
      if (stop - at >= 8 && is_ascii_word(bytes.data() + at)) {
        std::memcpy(to, bytes.data() + at, 8);
        at += 8;
        to += 8;
        continue;
      }
      const std::size_t few = std::min(at + 8, stop);
      while (at < few) {
        const OneCharacter one = first_character(bytes.substr(at), encoding);
        at += one.bytes;
        if (one.code != 0xFFFD) {
          to = Utf8Text::write(to, one.code);
          continue;
        }
        out.filled(to);
        out.put_bad();
        to = out.reserve(3 * kBlock + 16);
      }
    }
    out.filled(to);
  }
}

}  // namespace

void decode_into(std::string_view bytes, const Encoding& encoding, Utf8Text& out) {
  switch (encoding.form) {
    case Form::kUtf8: return decode_utf8(bytes, out);
    case Form::kUtf16Little:
    case Form::kUtf16Big:
    case Form::kUtf32Little:
    case Form::kUtf32Big: return decode_wide(bytes, encoding.form, out);
    case Form::kPage: return decode_page(bytes, encoding.page, out);
    case Form::kIso2022: return decode_iso2022(bytes, out);
    case Form::kHz: return decode_hz(bytes, out);
    default: return decode_several(bytes, encoding, out);
  }
}

}  // namespace retainwise::csv
