#pragma once
/// The encodings that are read, by name.
#include <array>
#include <cstdint>
#include <string_view>

namespace retainwise::csv {

/// How bytes become characters.
enum class Form : std::uint8_t {
  kUtf8,
  kUtf16Little,
  kUtf16Big,
  kUtf32Little,
  kUtf32Big,
  kPage,  ///< a code page: one byte, one character
  kCp932,
  kEucJp,
  kGb18030,
  kBig5,
  kCp949,
  kIso2022,  ///< ISO-2022-JP, -KR and -CN: told apart by their escapes
  kHz
};

struct Encoding {
  std::string_view name;  ///< as reported: "utf-8", "cp1252", "iso-8859-2", "mac_roman" …
  Form form = Form::kUtf8;
  const char16_t* page = nullptr;  ///< kPage: the characters of bytes 80–FF
};

/// By its common names, case and punctuation aside: WHATWG, Python, IANA and Windows names,
/// "latin2", "IBM850", "x-sjis". "utf-16" and "utf-32" without an order are little-endian. nullptr:
/// not known. ISO-8859-1, -9, -11, TIS-620 and ASCII mean the page that holds them (WHATWG Encoding
/// §4.2).
const Encoding* find_encoding(std::string_view name);

/// The encoding reported as `name`, which must exist.
const Encoding& encoding_named(std::string_view name);

}  // namespace retainwise::csv
