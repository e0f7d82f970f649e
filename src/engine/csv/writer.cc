#include "engine/csv/writer.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace retainwise::csv {
namespace {

/// Behind blanks and quotes, which a spreadsheet passes over before it sees the formula.
std::string_view behind_blanks(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '"')) cell.remove_prefix(1);
  return cell;
}

bool starts_formula(std::string_view cell) {
  static constexpr std::array<std::string_view, 4> kWide = {"＝", "＋", "－", "＠"};
  using std::string_view_literals::operator""sv;
  const std::string_view rest = behind_blanks(cell);
  if (rest.empty()) return false;
  if ("=+-@\t\r\0"sv.find(rest.front()) != std::string_view::npos) return true;
  for (const std::string_view sign : kWide) {
    if (starts_with(rest, sign)) return true;
  }
  return false;
}

std::size_t digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - at;
}

/// "-5", "+3.2e4", "-1,5": one sign, digits, at most one decimal sign and one exponent.
bool is_plain_number(std::string_view cell) {
  if (cell.empty() || (cell.front() != '-' && cell.front() != '+')) return false;
  std::size_t at = 1;
  std::size_t count = digits(cell, at);
  at += count;
  if (at < cell.size() && (cell[at] == '.' || cell[at] == ',')) {
    const std::size_t decimals = digits(cell, ++at);
    at += decimals;
    count += decimals;
  }
  if (count == 0) return false;
  if (at < cell.size() && (cell[at] == 'e' || cell[at] == 'E')) {
    ++at;
    if (at < cell.size() && (cell[at] == '-' || cell[at] == '+')) ++at;
    const std::size_t exponent = digits(cell, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == cell.size();
}

bool needs_neutraliser(std::string_view cell) {
  return starts_formula(cell) && !is_plain_number(cell);
}

bool needs_quotes(std::string_view cell, char delimiter) {
  if (cell.empty()) return false;
  if (cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t' || cell.back() == '\t')
    return true;
  for (const char c : cell) {
    if (c == delimiter || c == '"' || c == '\n' || c == '\r') return true;
  }
  return false;
}

void append_cell(std::string& out, std::string_view cell, char delimiter) {
  if (!needs_quotes(cell, delimiter)) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

Writer::Writer(Sink& sink, char delimiter, std::string line_end)
    : sink_(sink), delimiter_(delimiter), line_end_(std::move(line_end)) {}

Result<void> Writer::record(std::span<const std::string> cells) {
  buffer_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) buffer_ += delimiter_;
    if (needs_neutraliser(cells[i])) {
      append_cell(buffer_, neutralised(cells[i]), delimiter_);
    } else {
      append_cell(buffer_, cells[i], delimiter_);
    }
  }
  // One empty cell would be a blank line, which readers skip.
  if (buffer_.empty() && cells.size() == 1) buffer_ = "\"\"";
  buffer_ += line_end_;
  return sink_.write(buffer_);
}

std::string neutralised(std::string_view cell) {
  std::string out;
  out.reserve(cell.size() + 1);
  if (needs_neutraliser(cell)) out += '\'';
  out += cell;
  return out;
}

std::string_view without_apostrophe(std::string_view cell) {
  const std::string_view rest = cell.substr(1);
  return needs_neutraliser(rest) ? rest : cell;
}

}  // namespace retainwise::csv
