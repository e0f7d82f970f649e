#include "engine/csv/encoding/telling.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "engine/csv/encoding/lines.h"

namespace retainwise::csv {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kExportAgain = "Export the file again as UTF-8.";
constexpr int kShown = 5;

Message about(std::string_view code, std::string text, std::string hint) {
  Message message;
  message.code = std::string(code);
  message.message = std::move(text);
  message.hint = std::move(hint);
  return message;
}

std::string characters(std::int64_t count) {
  return count == 1 ? "1 character" : std::to_string(count) + " characters";
}

/// The cell around the first byte beyond ASCII; which delimiter the file has is not known yet.
std::string_view telling_cell(std::string_view line) {
  constexpr std::string_view kAround = ",;\t|\"\r\n";
  const std::size_t at = ascii_prefix(line);
  const std::size_t before = line.find_last_of(kAround, at);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  return trim(line.substr(start, line.find_first_of(kAround, at) - start));
}

}  // namespace

void tell_bad(Notes& notes, const Utf8Text& text, std::string_view encoding) {
  if (text.bad() == 0) return;
  const auto said = [&](std::int64_t count) {
    return characters(count) + " could not be read as " + std::string(encoding) +
           (count == 1 ? " and stands as U+FFFD." : " and stand as U+FFFD.");
  };
  const std::vector<std::size_t>& places = text.bad_places();
  if (text.bad() > static_cast<std::int64_t>(places.size()))
    notes.add(about("bad_characters", said(text.bad()), std::string(kExportAgain)));
  std::size_t line_start = 0;
  std::size_t next = 0;
  each_line(text.view(), [&](std::string_view line, std::int64_t number) {
    std::int64_t count = 0;
    for (; next < places.size() && places[next] < line_start + line.size(); ++next) ++count;
    line_start += line.size();
    if (count == 0) return;
    Message message = about("bad_characters", said(count), std::string(kExportAgain));
    message.row = number;
    message.text = shortened(trim(line), 200);
    notes.add(std::move(message));
  });
}

void tell_lost(Notes& notes, std::string_view text) {
  std::int64_t count = 0;
  const std::size_t first = text.find(kReplacement);
  for (std::size_t at = first; at != std::string_view::npos; at = text.find(kReplacement, at + 3))
    ++count;
  if (count == 0) return;
  Message message = about("lost_characters",
                          characters(count) + " were lost before this file was written (U+FFFD).",
                          "Export the file again from where it came from.");
  message.row = 1;
  each_line(text.substr(0, first), [&](std::string_view line, std::int64_t number) {
    message.row = number + (line.find_first_of("\r\n") == std::string_view::npos ? 0 : 1);
  });
  notes.add(std::move(message));
}

void tell_guess(Notes& notes, const Guess& guess, std::string_view decoded) {
  const std::string name(guess.encoding->name);
  int shown = 0;
  LineEnds ends(decoded);
  std::int64_t line = 1;
  for (std::size_t at = 0; at < decoded.size() && shown < kShown; ++line) {
    const std::size_t end = ends.after(at);
    const std::string_view text = decoded.substr(at, end - at);
    at = end;
    if (ascii_prefix(text) == text.size()) continue;
    Message message =
        about("encoding_guessed", "The file is not UTF-8; it was read as " + name + ".",
              "If letters look wrong, name the encoding or export as UTF-8.");
    message.row = line;
    message.text = shortened(telling_cell(text), 200);
    notes.add(std::move(message));
    ++shown;
  }
  if (!guess.is_ambiguous()) return;
  const std::string second(guess.second->name);
  Message message = about("encoding_ambiguous",
                          "The letters fit " + second + " nearly as well as " + name + ": \"" +
                              shortened(guess.words, 100) + "\" would be \"" +
                              shortened(guess.second_words, 100) + "\".",
                          "If that is right, set the encoding to \"" + second + "\".");
  message.text = shortened(guess.second_words, 200);
  notes.add(std::move(message));
}

void tell_other_line(Notes& notes, std::int64_t line, std::string_view text,
                     std::string_view encoding, std::string_view of_file) {
  Message message =
      about("two_encodings",
            "The file is " + std::string(of_file) + ", but this line is not; it was read as " +
                std::string(encoding) + ".",
            std::string(kExportAgain));
  message.row = line;
  message.text = shortened(trim(text), 200);
  notes.add(std::move(message));
}

}  // namespace retainwise::csv
