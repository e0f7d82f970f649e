#include "engine/csv/encoding.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "engine/csv/encoding/decoding.h"
#include "engine/csv/encoding/detector.h"
#include "engine/csv/encoding/lines.h"
#include "engine/csv/encoding/shape.h"
#include "engine/csv/encoding/telling.h"

namespace retainwise::csv {
namespace {

const Encoding& encoding_of(Form form) {
  switch (form) {
    case Form::kUtf16Little: return encoding_named("utf-16le");
    case Form::kUtf16Big: return encoding_named("utf-16be");
    case Form::kUtf32Little: return encoding_named("utf-32le");
    case Form::kUtf32Big: return encoding_named("utf-32be");
    default: return encoding_named("utf-8");
  }
}

std::size_t bytes_a_unit(Form form) {
  switch (form) {
    case Form::kUtf16Little:
    case Form::kUtf16Big: return 2;
    case Form::kUtf32Little:
    case Form::kUtf32Big: return 4;
    default: return 1;
  }
}

/// What the text will take, by its head; letters beyond ASCII take two bytes or three where they
/// took one or two.
std::size_t expected_size(std::string_view text, const Encoding& encoding) {
  if (encoding.form != Form::kPage) return text.size() + text.size() / 8;
  const std::string_view head = text.substr(0, 65536);
  const auto beyond = std::count_if(head.begin(), head.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const double share = static_cast<double>(beyond) / static_cast<double>(head.size() + 1);
  return text.size() + static_cast<std::size_t>(1.1 * share * static_cast<double>(text.size()));
}

Decoded made(Utf8Text& text, std::string_view encoding) {
  Decoded decoded;
  decoded.encoding = std::string(encoding);
  decoded.own = text.take();
  decoded.in_place = false;
  return decoded;
}

Decoded converted(std::string_view text, const Encoding& encoding, Notes& notes) {
  Utf8Text out(expected_size(text, encoding));
  decode_into(text, encoding, out);
  tell_bad(notes, out, encoding.name);
  return made(out, encoding.name);
}

/// `text` is UTF-8.
Decoded as_it_is(std::string_view text, Notes& notes) {
  tell_lost(notes, text);
  Decoded decoded;
  decoded.encoding = "utf-8";
  decoded.text = text;
  return decoded;
}

/// Whether a line that is UTF-8 was meant so in a file of which other lines are in `other`. Two
/// bytes of a code page look like UTF-8 now and then; what they would be read as is then hardly
/// ever one of its letters.
bool is_meant_as_utf8(std::string_view line, const Encoding& other) {
  if (!is_utf8(line)) return false;
  if (other.form != Form::kPage) return true;
  const auto places = static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xC0') == '\xC0'; }));
  if (places > 2) return true;
  const std::u16string_view page(other.page, 128);
  for (std::size_t at = ascii_prefix(line); at < line.size(); at += ascii_prefix(line.substr(at))) {
    const unsigned lead = static_cast<unsigned char>(line[at]);
    if (lead >= 0xE0) return true;
    const unsigned code = (lead & 0x1FU) << 6U | (static_cast<unsigned char>(line[at + 1]) & 0x3FU);
    if (page.find(static_cast<char16_t>(code)) == std::u16string_view::npos) return false;
    at += 2;
  }
  return true;
}

/// Lines of UTF-8 and lines of `other` in one file; the lines of which there are fewer are named.
Decoded mixed(std::string_view text, const LineCounts& found, const Encoding& other, Notes& notes) {
  const Encoding& utf8 = encoding_named("utf-8");
  const Encoding& of_file = found.utf8 > found.other ? utf8 : other;
  Utf8Text out(text.size() + text.size() / 8);
  each_line(text, [&](std::string_view line, std::int64_t number) {
    const std::size_t start = out.view().size();
    const Encoding& of_line = is_meant_as_utf8(line, other) ? utf8 : other;
    decode_into(line, of_line, out);
    if (&of_line != &of_file && ascii_prefix(line) < line.size())
      tell_other_line(notes, number, out.view().substr(start), of_line.name, of_file.name);
  });
  tell_bad(notes, out, other.name);
  return made(out, of_file.name);
}

Decoded not_utf8(std::string_view text, Notes& notes) {
  const LineCounts found = count_lines(text);
  // One line in a hundred is damage; more is a second program that wrote into the same file.
  if (found.utf8 > found.other && found.other <= std::max<std::int64_t>(1, found.utf8 / 100))
    return converted(text, encoding_named("utf-8"), notes);
  const Guess guess = found.utf8 == 0 ? guess_encoding(text) : guess_encoding(lines_of_other(text));
  // Lines of two-byte encodings are UTF-8 by accident more often than lines of code pages.
  const bool accident = guess.encoding->form != Form::kPage && found.utf8 * 5 <= found.other;
  Decoded decoded = found.utf8 > 0 && !accident ? mixed(text, found, *guess.encoding, notes)
                                                : converted(text, *guess.encoding, notes);
  if (decoded.encoding == guess.encoding->name) tell_guess(notes, guess, decoded.own);
  return decoded;
}

Decoded utf8_or_guess(std::string_view text, Notes& notes) {
  return is_utf8(text) ? as_it_is(text, notes) : not_utf8(text, notes);
}

Result<Decoded> as_wanted(std::string_view text, const std::string& wanted, Notes& notes) {
  const Encoding* encoding = find_encoding(wanted);
  if (encoding == nullptr)
    return bad_request("encoding_unknown", "The encoding \"" + wanted + "\" is not known.",
                       "Use a name such as utf-8, utf-16le, cp1252, iso-8859-2, koi8-r, mac_roman, "
                       "cp850, cp932, gb18030, big5 or cp949.");
  // A mark is no text, and it knows the order of bytes better than a name does. Before a code page
  // only UTF-8's is taken for one: the others are letters of some pages.
  const std::optional<Mark> mark = mark_of(text);
  const std::size_t unit = bytes_a_unit(encoding->form);
  const bool marked = mark && (unit == bytes_a_unit(mark->form) || mark->form == Form::kUtf8);
  if (marked) text.remove_prefix(mark->bytes);
  if (marked && unit > 1) encoding = &encoding_of(mark->form);
  Decoded decoded = encoding->form == Form::kUtf8 && is_utf8(text)
                        ? as_it_is(text, notes)
                        : converted(text, *encoding, notes);
  decoded.byte_order_mark = marked;
  return decoded;
}

}  // namespace

Result<Decoded> decode(ByteSpan input, const std::optional<std::string>& wanted, Notes& notes) {
  std::string_view text = as_text(input);
  if (wanted) return as_wanted(text, *wanted, notes);
  if (const std::optional<Mark> mark = mark_of(text)) {
    text.remove_prefix(mark->bytes);
    Decoded decoded = mark->form == Form::kUtf8 ? utf8_or_guess(text, notes)
                                                : converted(text, encoding_of(mark->form), notes);
    decoded.byte_order_mark = true;
    return decoded;
  }
  if (const std::optional<Form> form = wide_form(text))
    return converted(text, encoding_of(*form), notes);
  if (const std::optional<std::string_view> escaped = escaped_encoding(text))
    return converted(text, encoding_named(*escaped), notes);
  return utf8_or_guess(text, notes);
}

}  // namespace retainwise::csv
