#include "engine/csv/plausible.h"

#include "base/text.h"

namespace retainwise::csv {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct Makeup {
  std::size_t digits = 0, letters = 0, blanks = 0, marks = 0, foreign = 0;
};

Makeup makeup(std::string_view text) {
  Makeup found;
  for (const char c : text) {
    if (is_digit(c)) {
      ++found.digits;
    } else if (is_letter(c)) {
      ++found.letters;
    } else if (c == ' ') {
      ++found.blanks;
    } else if (std::string_view(".,:-+/%_()'&@#!?*$").find(c) != std::string_view::npos) {
      ++found.marks;
    } else {
      ++found.foreign;
    }
  }
  return found;
}

/// A number with one kind of separator in it is one value; "1,234;5" is two.
bool one_number(std::string_view text) {
  std::size_t dots = 0;
  std::size_t commas = 0;
  for (const char c : text) {
    dots += c == '.' ? 1U : 0U;
    commas += c == ',' ? 1U : 0U;
  }
  return dots <= 1 || commas <= 1;
}

}  // namespace

bool plausible_inside(char c) {
  return is_digit(c) || is_letter(c) || c == ' ' || c == '.' || c == '-' || c == '!' || c == '?';
}

double plausibility(std::string_view cell, bool quoted) {
  if (quoted) return 1.0;
  const std::string_view text = trim(cell);
  if (text.empty()) return 0.9;
  const Makeup found = makeup(text);
  if (text.front() == '"' || text.back() == '"') return 0.1;
  if (text.size() > 1 && text.front() == '\'' && text.back() == '\'') return 0.5;
  if (found.foreign > 0) return 0.4;
  if (found.letters == 0 && found.digits > 0) {
    if (found.blanks > 0 && text.find(':') == std::string_view::npos && found.blanks > 2)
      return 0.5;
    return one_number(text) ? 1.0 : 0.5;
  }
  // A comma in bare text is more often a delimiter that was missed than punctuation.
  const double inside = text.find(',') != std::string_view::npos ? 0.6 : 0.95;
  return found.blanks > 12 ? 0.6 * inside : inside;
}

}  // namespace retainwise::csv
