#include "base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

namespace retainwise {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of a blank character at the start of `text`, 0 if there is none.
std::size_t blank_at_start(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.substr(0, 2) == "\xC2\xA0") return 2;                                     // NBSP
  if (text.substr(0, 3) == "\xE2\x80\x8B" || text.substr(0, 3) == "\xEF\xBB\xBF" ||  // ZWSP, BOM
      text.substr(0, 3) == "\xE2\x80\xAF")                                           // narrow NBSP
    return 3;
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  for (const std::size_t length : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    if (text.size() >= length && blank_at_start(text.substr(text.size() - length)) == length)
      return length;
  }
  return 0;
}

/// Two-byte UTF-8 letters (U+00C0–U+017F) that fold to ASCII.
std::string_view folded(std::uint32_t code) {
  struct Range {
    std::uint32_t first, last;
    std::string_view to;
  };
  static constexpr std::array<Range, 56> kRanges = {{
      {0xC0, 0xC5, "a"},   {0xC6, 0xC6, "ae"},   {0xC7, 0xC7, "c"},   {0xC8, 0xCB, "e"},
      {0xCC, 0xCF, "i"},   {0xD0, 0xD0, "d"},    {0xD1, 0xD1, "n"},   {0xD2, 0xD6, "o"},
      {0xD8, 0xD8, "o"},   {0xD9, 0xDC, "u"},    {0xDD, 0xDD, "y"},   {0xDF, 0xDF, "ss"},
      {0xE0, 0xE5, "a"},   {0xE6, 0xE6, "ae"},   {0xE7, 0xE7, "c"},   {0xE8, 0xEB, "e"},
      {0xEC, 0xEF, "i"},   {0xF0, 0xF0, "d"},    {0xF1, 0xF1, "n"},   {0xF2, 0xF6, "o"},
      {0xF8, 0xF8, "o"},   {0xF9, 0xFC, "u"},    {0xFD, 0xFD, "y"},   {0xFF, 0xFF, "y"},
      {0x100, 0x105, "a"}, {0x106, 0x10D, "c"},  {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},
      {0x11C, 0x123, "g"}, {0x124, 0x127, "h"},  {0x128, 0x131, "i"}, {0x132, 0x133, "ij"},
      {0x134, 0x135, "j"}, {0x136, 0x138, "k"},  {0x139, 0x142, "l"}, {0x143, 0x14B, "n"},
      {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"}, {0x154, 0x159, "r"}, {0x15A, 0x161, "s"},
      {0x162, 0x167, "t"}, {0x168, 0x173, "u"},  {0x174, 0x175, "w"}, {0x176, 0x178, "y"},
      {0x179, 0x17E, "z"}, {0x17F, 0x17F, "s"},
  }};
  for (const Range& range : kRanges) {
    if (!range.to.empty() && code >= range.first && code <= range.last) return range.to;
  }
  return {};
}

bool eight_ascii(const unsigned char* p) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, 8);
  return (word & 0x8080808080808080ULL) == 0;
}

/// How many bytes from `p`, which is ASCII, are seen at a glance to be ASCII: at least that one.
std::ptrdiff_t ascii_run(const unsigned char* p, const unsigned char* end) {
  const unsigned char* at = p;
  if (end - at < 8 || !eight_ascii(at)) return 1;
  for (; end - at >= 64; at += 64) {
    std::array<std::uint64_t, 8> words{};
    std::memcpy(words.data(), at, 64);
    std::uint64_t all = 0;
    for (const std::uint64_t word : words) all |= word;
    if ((all & 0x8080808080808080ULL) != 0) break;
  }
  while (end - at >= 8 && eight_ascii(at)) at += 8;
  return at == p ? 1 : at - p;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = blank_at_start(text);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    const std::size_t length = blank_at_end(text);
    if (length == 0) break;
    text.remove_suffix(length);
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string normalised_name(std::string_view name) {
  std::string out;
  bool gap = false;
  char before = '\0';
  auto put = [&](std::string_view letters) {
    if (gap && !out.empty()) out += '_';
    gap = false;
    out += letters;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const auto byte = static_cast<unsigned char>(c);
    if (is_upper(c)) {
      const bool next_is_lower = i + 1 < name.size() && is_lower(name[i + 1]);
      if (is_lower(before) || is_digit(before) || (is_upper(before) && next_is_lower)) gap = true;
      put(std::string(1, static_cast<char>(c - 'A' + 'a')));
    } else if (is_lower(c) || is_digit(c)) {
      put(std::string(1, c));
    } else if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < name.size()) {
      const auto code = static_cast<std::uint32_t>((byte & 0x1FU) << 6U) |
                        (static_cast<unsigned char>(name[i + 1]) & 0x3FU);
      const std::string_view letters = folded(code);
      if (letters.empty()) gap = true;
      if (!letters.empty()) put(letters);
      ++i;
    } else if (byte >= 0x80) {
      // Cyrillic, Greek, Han …: kept letter by letter, blanks among them are gaps.
      const std::size_t blank = blank_at_start(name.substr(i));
      if (blank > 0) {
        gap = true;
        i += blank - 1;
      } else {
        put(std::string_view(&name[i], 1));
      }
    } else if (c != '\'') {
      gap = true;
    }
    before = c;
  }
  return out;
}

std::vector<std::string> name_words(std::string_view name) {
  const std::string whole = normalised_name(name);
  if (whole.empty()) return {};
  return split(whole, '_');
}

bool is_utf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  auto follows = [&](int n) { return end - p > n; };
  auto tail = [&](int n) { return (p[n] & 0xC0U) == 0x80U; };
  while (p < end) {
    if (*p < 0x80) {
      p += ascii_run(p, end);
    } else if (*p >= 0xC2 && *p <= 0xDF && follows(1) && tail(1)) {
      p += 2;
    } else if ((*p & 0xF0U) == 0xE0U && follows(2) && tail(1) && tail(2) &&
               !(*p == 0xE0 && p[1] < 0xA0) && !(*p == 0xED && p[1] > 0x9F)) {
      p += 3;
    } else if (*p >= 0xF0 && *p <= 0xF4 && follows(3) && tail(1) && tail(2) && tail(3) &&
               !(*p == 0xF0 && p[1] < 0x90) && !(*p == 0xF4 && p[1] > 0x8F)) {
      p += 4;
    } else {
      return false;
    }
  }
  return true;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit > 3 ? limit - 3 : 0;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string format_number(double value) {
  if (std::isnan(value)) return "";
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end};
}

std::string format_fixed(double value, int digits) {
  std::array<char, 400> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          std::chars_format::fixed, digits);
  return {buffer.data(), end};
}

std::string grouped(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace retainwise
