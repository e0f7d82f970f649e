#include "engine/csv/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/text.h"

namespace retainwise::csv {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// U+0080–U+009F of Windows-1252 (WHATWG Encoding: the five holes are C1 controls).
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte);
  }
}

Message about_file(std::string code, std::string text, std::string hint) {
  Message message;
  message.code = std::move(code);
  message.message = std::move(text);
  message.hint = std::move(hint);
  return message;
}

/// UTF-16 units → UTF-8; lone surrogates and an odd last byte become U+FFFD and are counted.
std::string from_utf16(std::string_view bytes, bool big_endian, std::int64_t& bad) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big_endian ? first << 8U | second : second << 8U | first);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const std::uint32_t code = unit(at);
    if (code < 0xD800 || code > 0xDFFF) {
      append(out, code);
    } else if (code < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 &&
               unit(at + 2) <= 0xDFFF) {
      append(out, 0x10000 + ((code - 0xD800) << 10U) + (unit(at + 2) - 0xDC00));
      at += 2;
    } else {
      out += kReplacement;
      ++bad;
    }
  }
  if (at < bytes.size()) {
    out += kReplacement;
    ++bad;
  }
  return out;
}

/// UTF-16 without a mark: NULs stand almost only in the high bytes of a text in Latin letters.
std::optional<bool> big_endian_without_mark(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.size() < 4) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
  const std::size_t half = head.size() / 2;
  if (zeros[0] * 10 > half * 5 && zeros[1] * 20 < half) return true;
  if (zeros[1] * 10 > half * 5 && zeros[0] * 20 < half) return false;
  return std::nullopt;
}

Decoded utf16(std::string_view bytes, bool big_endian, bool mark, Notes& notes) {
  Decoded decoded;
  std::int64_t bad = 0;
  decoded.own = from_utf16(bytes, big_endian, bad);
  decoded.in_place = false;
  decoded.encoding = big_endian ? "utf-16be" : "utf-16le";
  decoded.byte_order_mark = mark;
  if (bad > 0)
    notes.add(about_file("bad_characters",
                         std::to_string(bad) + " characters could not be read and stand as U+FFFD.",
                         "Export the file again as UTF-8."));
  return decoded;
}

/// Valid UTF-8 with every wrong byte replaced.
void append_repaired(std::string& out, std::string_view line, std::int64_t& bad) {
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t length = 0;
    for (std::size_t n = 1; n <= 4 && at + n <= line.size() && length == 0; ++n)
      length = is_utf8(line.substr(at, n)) ? n : 0;
    if (length == 0) {
      out += kReplacement;
      ++bad;
      ++at;
    } else {
      out += line.substr(at, length);
      at += length;
    }
  }
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Calls `visit(line, number)` for each line with its line end.
template <class Visit>
void each_line(std::string_view text, Visit&& visit) {
  std::int64_t number = 1;
  while (!text.empty()) {
    std::size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) {
      end = text.size();
    } else {
      end += text.substr(end, 2) == "\r\n" ? 2U : 1U;
    }
    visit(text.substr(0, end), number++);
    text.remove_prefix(end);
  }
}

struct LineCounts {
  std::int64_t utf8 = 0;   ///< lines with letters beyond ASCII that are UTF-8
  std::int64_t other = 0;  ///< lines that are not UTF-8
};

LineCounts counts(std::string_view text) {
  LineCounts counts;
  each_line(text, [&](std::string_view line, std::int64_t) {
    if (!is_utf8(line)) {
      ++counts.other;
    } else if (!is_ascii(line)) {
      ++counts.utf8;
    }
  });
  return counts;
}

void note_line(Notes& notes, std::string code, std::string text, std::int64_t line,
               std::string_view cell) {
  Message message = about_file(std::move(code), std::move(text), "Export the file again as UTF-8.");
  message.row = line;
  message.text = shortened(trim(cell), 200);
  notes.add(std::move(message));
}

/// UTF-8 with some lines that are not: a few damaged ones, or a second encoding.
std::string mixed(std::string_view text, const LineCounts& found, Notes& notes) {
  // One line in a hundred is damage; more is a second program that wrote into the same file.
  const bool damage = found.other <= std::max<std::int64_t>(1, found.utf8 / 100);
  std::string out;
  out.reserve(text.size());
  each_line(text, [&](std::string_view line, std::int64_t number) {
    const std::size_t start = out.size();
    if (is_utf8(line)) {
      out += line;
    } else if (damage) {
      std::int64_t bad = 0;
      append_repaired(out, line, bad);
      note_line(notes, "bad_characters",
                std::to_string(bad) + " bytes are no UTF-8 and stand as U+FFFD.", number,
                std::string_view(out).substr(start));
    } else {
      append_windows_1252(out, line);
      note_line(notes, "two_encodings",
                "The file is UTF-8, but this line is not; it was read as Windows-1252.", number,
                std::string_view(out).substr(start));
    }
  });
  return out;
}

/// Up to five lines with letters beyond ASCII, so that the user can see whether the guess is right.
void show_guess(Notes& notes, std::string_view input, std::string_view decoded) {
  std::vector<std::int64_t> wanted;
  each_line(input, [&](std::string_view line, std::int64_t number) {
    if (wanted.size() < 5 && !is_ascii(line)) wanted.push_back(number);
  });
  each_line(decoded, [&](std::string_view line, std::int64_t number) {
    if (std::find(wanted.begin(), wanted.end(), number) == wanted.end()) return;
    Message message =
        about_file("encoding_guessed", "The file is not UTF-8; it was read as Windows-1252.",
                   "If letters look wrong, name the encoding or export as UTF-8.");
    message.row = number;
    message.text = shortened(trim(line), 200);
    notes.add(std::move(message));
  });
}

Decoded windows_1252(std::string_view text) {
  Decoded decoded;
  decoded.encoding = "cp1252";
  decoded.in_place = false;
  decoded.own.reserve(text.size() + text.size() / 8);
  append_windows_1252(decoded.own, text);
  return decoded;
}

Decoded utf8(std::string_view text, bool mark, Notes& notes) {
  Decoded decoded;
  decoded.encoding = "utf-8";
  decoded.byte_order_mark = mark;
  decoded.text = text;
  if (is_utf8(text)) return decoded;
  decoded.own = mixed(text, counts(text), notes);
  decoded.in_place = false;
  return decoded;
}

std::string_view without_mark(std::string_view text, bool& mark) {
  mark = starts_with(text, kUtf8Mark);
  return mark ? text.substr(kUtf8Mark.size()) : text;
}

Result<Decoded> as_wanted(std::string_view text, const std::string& wanted, Notes& notes) {
  const std::string name = normalised_name(wanted);
  bool mark = false;
  if (name == "utf_8" || name == "utf8") {
    text = without_mark(text, mark);
    return utf8(text, mark, notes);
  }
  if (name == "cp1252" || name == "windows_1252" || name == "iso_8859_1" || name == "latin1")
    return windows_1252(text);
  const bool little = name == "utf_16le" || name == "utf16le" || name == "utf_16_le";
  const bool big = name == "utf_16be" || name == "utf16be" || name == "utf_16_be";
  if (little || big) {
    mark = starts_with(text, little ? "\xFF\xFE" : "\xFE\xFF");
    return utf16(text.substr(mark ? 2 : 0), big, mark, notes);
  }
  return bad_request("encoding_unknown", "The encoding \"" + wanted + "\" is not known.",
                     "Use one of utf-8, utf-16le, utf-16be, cp1252.");
}

}  // namespace

Result<Decoded> decode(ByteSpan input, const std::optional<std::string>& wanted, Notes& notes) {
  std::string_view text = as_text(input);
  if (wanted) return as_wanted(text, *wanted, notes);
  if (starts_with(text, "\xFF\xFE")) return utf16(text.substr(2), false, true, notes);
  if (starts_with(text, "\xFE\xFF")) return utf16(text.substr(2), true, true, notes);
  if (const std::optional<bool> big = big_endian_without_mark(text))
    return utf16(text, *big, false, notes);
  bool mark = false;
  text = without_mark(text, mark);
  if (mark || is_utf8(text)) return utf8(text, mark, notes);
  const LineCounts found = counts(text);
  if (found.utf8 > found.other) return utf8(text, false, notes);
  Decoded decoded = windows_1252(text);
  show_guess(notes, text, decoded.own);
  return decoded;
}

}  // namespace retainwise::csv
