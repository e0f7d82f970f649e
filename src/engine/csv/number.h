#pragma once
/// Rules 12 and 13: what a number looks like, and what only looks like one.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retainwise::csv {

/// What one cell says about its column's decimal sign.
enum class Decimal : std::uint8_t {
  kNone,       ///< no separator that could be one: 12, 1 200
  kDot,        ///< 1.5, 0.125, 1,234.5, 1,234,567
  kComma,      ///< 1,5, 0,125, 1.234,5, 1.234.567
  kOpenDot,    ///< 1.234: a decimal or a thousand
  kOpenComma,  ///< 1,234
};

struct NumberText {
  Decimal decimal = Decimal::kNone;
  bool negative = false;
  bool code = false;       ///< leading zeros, more than 15 digits, a phone number: exact text
  bool excel_cut = false;  ///< 1.23E+15: a long number that a spreadsheet has shortened
  std::string digits;      ///< digits, thousands removed, '.' where the decimal sign is or may be
};

/// `cell` is trimmed. nullopt where it is no number whatever the decimal sign.
std::optional<NumberText> number_text(std::string_view cell);

/// nullopt where the cell cannot be meant in a column with that decimal sign ('.' or ',').
std::optional<double> value_of(const NumberText& number, char decimal);

/// A number as programs write it (-12, 0.5, 1e-05, no leading zeros, at most 15 digits before the
/// point): nullopt for everything else. `open` is set where it is one of d.ddd, `dotted` where it
/// shows that the decimal sign is a dot.
struct PlainNumber {
  double value = 0;
  bool open = false, dotted = false;
};
std::optional<PlainNumber> plain_number(std::string_view cell);

}  // namespace retainwise::csv
