#include "app/commands/inspection_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "app/say.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kYellow = "\x1b[33m";

std::string_view colour_of(std::string_view role) {
  if (role == "input") return "\x1b[32m";
  if (role == "outcome") return "\x1b[35m";
  if (role == "leak") return "\x1b[31m";
  return "\x1b[2m";
}

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

/// On one line, with a blank for every byte below 0x20 and for U+0080 to U+009F.
std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool steers = byte == 0xC2 && next >= 0x80 && next < 0xA0;
    out += byte < 0x20 || byte == 0x7F || steers ? ' ' : text[i];
    i += steers ? 1 : 0;
  }
  return out;
}

/// At most `width` characters; 0: all.
std::string cut(std::string text, std::size_t width) {
  if (width == 0 || characters(text) <= width) return text;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at) {
    if (starts_character(text[at]) && ++count == width) break;
  }
  return text.substr(0, at) + "…";
}

std::string padded(std::string text, std::size_t width) {
  return text.append(width - std::min(width, characters(text)), ' ');
}

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string delimiter_name(const std::string& delimiter) {
  if (delimiter == ",") return "commas between the cells";
  if (delimiter == ";") return "semicolons between the cells";
  if (delimiter == "\t") return "tabs between the cells";
  if (delimiter == " ") return "blanks between the cells";
  return "\"" + harmless(delimiter) + "\" between the cells";
}

std::string about_file(const Json& found) {
  const Json& reading = found["reading"];
  std::vector<std::string> parts;
  if (reading["container"] == "xlsx")
    parts.push_back("Excel workbook, sheet \"" + harmless(text_at(reading, "sheet")) + "\"");
  else if (reading["container"] == "gzip")
    parts.emplace_back("gzip");
  if (reading["container"] != "xlsx") {
    parts.push_back(text_at(reading, "encoding"));
    parts.push_back(delimiter_name(text_at(reading, "delimiter")));
  }
  const auto lines = reading["header_lines"].get<std::int64_t>();
  parts.push_back(lines == 0   ? "no header line"
                  : lines == 1 ? "one header line"
                               : "a header of " + with_commas(lines) + " lines");
  const auto rows = reading["rows"].get<std::int64_t>();
  parts.push_back(with_commas(rows) + (rows == 1 ? " row" : " rows"));
  parts.push_back(with_commas(static_cast<std::int64_t>(found["columns"].size())) + " columns");
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out + "\n";
}

std::string about_outcome(const Json& found) {
  const Json& outcome = found["outcome"];
  if (outcome.is_null() && text_at(found, "mode") == "starter")
    return "No outcome column: nothing can be learned from this file; predict gives points by a "
           "fixed scorecard.\n";
  if (outcome.is_null()) return "No outcome column: nothing can be learned from this file.\n";
  const auto left = outcome["left"].get<std::int64_t>();
  const auto stayed = outcome["stayed"].get<std::int64_t>();
  const auto unknown = outcome["unknown"].get<std::int64_t>();
  std::string out = "Outcome: " + harmless(text_at(outcome, "column")) + ", " + with_commas(left) +
                    " left and " + with_commas(stayed) + " stayed";
  if (unknown > 0) out += ", " + with_commas(unknown) + " not known yet";
  return out + "\n";
}

std::string examples_of(const Json& column) {
  std::string out;
  for (const Json& example : column["examples"])
    out += (out.empty() ? "" : ", ") + cut(harmless(example.get<std::string>()), 24);
  return out;
}

/// Cells of the table: a heading or one column of the file.
using Line = std::array<std::string, 6>;
constexpr Line kHeadings = {"column", "type", "role", "missing", "examples", "why"};
constexpr std::size_t kMissing = 3;
constexpr std::array<std::size_t, 6> kWidest = {30, 0, 0, 0, 36, 0};

std::string type_name(const Json& column) {
  const std::string type = text_at(column, "type");
  return type == "date_ambiguous" ? "date?" : type;
}

std::vector<Line> table_of(const Json& columns) {
  std::vector<Line> lines = {kHeadings};
  for (const Json& column : columns) {
    Line line = {harmless(text_at(column, "name")),
                 type_name(column),
                 text_at(column, "role"),
                 with_commas(column["missing"].get<std::int64_t>()),
                 examples_of(column),
                 harmless(text_at(column, "evidence"))};
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = cut(std::move(line[i]), kWidest[i]);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::array<std::size_t, 6> widths_of(const std::vector<Line>& lines) {
  std::array<std::size_t, 6> widths{};
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], characters(line[i]));
  }
  return widths;
}

std::string without_blanks_at_end(std::string line) {
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

std::string print_table(const Json& columns, const Paper& paper) {
  const std::vector<Line> lines = table_of(columns);
  const std::array<std::size_t, 6> widths = widths_of(lines);
  std::string out;
  for (const Line& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool right = i == kMissing;
      if (right) text.append(widths[i] - characters(line[i]), ' ');
      text += (right ? line[i] : padded(line[i], widths[i])) + "  ";
    }
    text = without_blanks_at_end(cut(without_blanks_at_end(std::move(text)), paper.width));
    const bool heading = &line == lines.data();
    if (paper.colour)
      text = std::string(heading ? kBold : colour_of(line[2])) + text + std::string(kPlain);
    out += text + "\n";
  }
  return out;
}

/// "What: message", and what to do about it on the next line.
std::string print_message(const Json& message, const Paper& paper) {
  std::string out = paper.colour ? std::string(kYellow) + "Note:" + std::string(kPlain) : "Note:";
  if (const auto row = message.find("row"); row != message.end() && row->is_number())
    out += " Line " + with_commas(row->get<std::int64_t>()) + ":";
  out += " " + harmless(text_at(message, "message")) + "\n";
  if (const std::string text = text_at(message, "text"); !text.empty())
    out += "      | " + cut(harmless(text), paper.width > 8 ? paper.width - 8 : 0) + "\n";
  if (const std::string hint = text_at(message, "hint"); !hint.empty())
    out += "      " + harmless(hint) + "\n";
  return out;
}

std::string print_skipped(const Json& skipped) {
  return "Skipped line " + with_commas(skipped["line"].get<std::int64_t>()) + " (" +
         harmless(text_at(skipped, "reason")) +
         "): " + cut(harmless(text_at(skipped, "text")), 60) + "\n";
}

}  // namespace

std::string inspection_text(const Json& found, const Paper& paper) {
  std::string out = about_file(found) + about_outcome(found) + "\n";
  out += print_table(found["columns"], paper);
  std::string notes;
  for (const Json& skipped : found["reading"]["skipped"]) notes += print_skipped(skipped);
  for (const Json& message : found["reading"]["messages"]) notes += print_message(message, paper);
  for (const Json& message : found["messages"]) notes += print_message(message, paper);
  return notes.empty() ? out : out + "\n" + notes;
}

}  // namespace retainwise::app
