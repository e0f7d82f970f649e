#include "engine/csv/encoding/shape.h"

#include <array>

#include "base/text.h"
#include "engine/csv/encoding/decoding.h"

namespace retainwise::csv {
namespace {

using std::string_view_literals::operator""sv;  // NOLINT(misc-unused-using-decls): it is used

constexpr std::size_t kHead = 4096;

bool is_text(char c) {
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\r' || c == '\n';
}

/// What stands in the pairs of bytes of a text, by the place of the NUL.
struct Pairs {
  std::array<std::size_t, 2> ascii{};  ///< a NUL at 0 (or 1), text beside it
  std::array<std::size_t, 2> other{};  ///< a NUL at 0 (or 1), beside it no text
  std::size_t both_text = 0;           ///< no NUL, both are text: eight bits a character
  std::size_t all = 0;
};

Pairs pairs_of(std::string_view head) {
  Pairs pairs;
  for (std::size_t at = 0; at + 1 < head.size(); at += 2) {
    ++pairs.all;
    const char first = head[at];
    const char second = head[at + 1];
    if (first == '\0') {
      ++(is_text(second) ? pairs.ascii : pairs.other)[0];
    } else if (second == '\0') {
      ++(is_text(first) ? pairs.ascii : pairs.other)[1];
    } else if (is_text(first) && is_text(second)) {
      ++pairs.both_text;
    }
  }
  return pairs;
}

/// Letters such as U+4E00 have a NUL in the low byte: up to a quarter of all NULs.
bool is_utf16(const Pairs& pairs, std::size_t high) {
  const std::size_t low = 1 - high;
  const std::size_t wrong = pairs.ascii[low] + pairs.other[low] + pairs.other[high];
  return pairs.all >= 2 && pairs.ascii[high] * 20 >= pairs.all && wrong * 3 <= pairs.ascii[high] &&
         (pairs.ascii[high] * 5 >= pairs.all ||
          pairs.both_text * 5 <= (pairs.all - pairs.ascii[high]) * 2);
}

bool is_utf32(std::string_view head, bool big_endian) {
  std::size_t ascii = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at + 3 < head.size(); at += 4, ++all) {
    const auto byte = [&](std::size_t place) {
      return static_cast<unsigned char>(head[at + (big_endian ? 3 - place : place)]);
    };
    if (byte(3) != 0 || byte(2) > 0x10) return false;
    if (byte(2) == 0 && byte(1) == 0 && is_text(static_cast<char>(byte(0)))) ++ascii;
  }
  return all >= 2 && ascii * 20 >= all;
}

/// ~{, pairs that are all Chinese characters, ~}.
bool is_hz(std::string_view text) {
  const std::size_t start = text.find("~{");
  if (start == std::string_view::npos) return false;
  const std::string_view inside = text.substr(start + 2, text.find("~}", start) - start - 2);
  if (text.find("~}", start) == std::string_view::npos || inside.empty() || inside.size() % 2 != 0)
    return false;
  for (std::size_t at = 0; at < inside.size(); at += 2) {
    const auto row = static_cast<unsigned>(inside[at]) - 0x20;
    const auto cell = static_cast<unsigned>(inside[at + 1]) - 0x20;
    if (row < 1 || row > 87 || cell < 1 || cell > 94 || gb2312(row, cell) < 0x3000) return false;
  }
  return true;
}

}  // namespace

std::optional<Mark> mark_of(std::string_view text) {
  if (starts_with(text, "\xEF\xBB\xBF")) return Mark{Form::kUtf8, 3};
  if (starts_with(text, "\xFF\xFE\0\0"sv)) return Mark{Form::kUtf32Little, 4};
  if (starts_with(text, "\0\0\xFE\xFF"sv)) return Mark{Form::kUtf32Big, 4};
  if (starts_with(text, "\xFF\xFE")) return Mark{Form::kUtf16Little, 2};
  if (starts_with(text, "\xFE\xFF")) return Mark{Form::kUtf16Big, 2};
  return std::nullopt;
}

std::optional<Form> wide_form(std::string_view text) {
  const std::string_view head = text.substr(0, kHead);
  if (head.find('\0') == std::string_view::npos) return std::nullopt;
  if (is_utf32(head, false)) return Form::kUtf32Little;
  if (is_utf32(head, true)) return Form::kUtf32Big;
  const Pairs pairs = pairs_of(head);
  if (is_utf16(pairs, 1)) return Form::kUtf16Little;
  if (is_utf16(pairs, 0)) return Form::kUtf16Big;
  return std::nullopt;
}

std::optional<std::string_view> escaped_encoding(std::string_view text) {
  const bool escapes = text.find('\x1B') != std::string_view::npos;
  if (!escapes && text.find("~{") == std::string_view::npos) return std::nullopt;
  if (ascii_prefix(text) < text.size()) return std::nullopt;
  if (!escapes) return is_hz(text) ? std::optional("hz"sv) : std::nullopt;
  if (contains(text, "\x1B$)C")) return "iso-2022-kr";
  if (contains(text, "\x1B$)A")) return "iso-2022-cn";
  if (contains(text, "\x1B$") || contains(text, "\x1B(J") || contains(text, "\x1B(I"))
    return "iso-2022-jp";
  return std::nullopt;
}

}  // namespace retainwise::csv
