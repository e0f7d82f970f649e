#include "engine/csv/encoding/decoding.h"

#include <array>

namespace retainwise::csv {
namespace {

/// A character of a code page as its bytes in UTF-8, ready to be copied.
struct Ready {
  std::array<char, 3> bytes{};
  std::uint8_t size = 0;
};

void decode_page(std::string_view bytes, const char16_t* page, Utf8Text& out) {
  std::array<Ready, 128> ready{};
  for (std::size_t i = 0; i < ready.size(); ++i) {
    Utf8Text one(4);
    if (page[i] != 0xFFFD) one.put(page[i]);
    ready[i].size = static_cast<std::uint8_t>(one.view().copy(ready[i].bytes.data(), 3));
  }
  while (true) {
    bytes.remove_prefix(out.ascii_run(bytes));
    if (bytes.empty()) return;
    std::size_t at = 0;
    for (; at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80; ++at) {
      const Ready& one = ready[static_cast<unsigned char>(bytes[at]) - 0x80U];
      one.size == 0 ? out.put_bad() : out.copy_short(one.bytes, one.size);
    }
    bytes.remove_prefix(at);
  }
}

void decode_several(std::string_view bytes, const Encoding& encoding, Utf8Text& out) {
  while (true) {
    bytes.remove_prefix(out.ascii_run(bytes));
    while (!bytes.empty() && static_cast<unsigned char>(bytes.front()) >= 0x80) {
      const OneCharacter one = first_character(bytes, encoding);
      one.code == 0xFFFD ? out.put_bad() : out.put(one.code);
      bytes.remove_prefix(one.bytes);
    }
    if (bytes.empty()) return;
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
