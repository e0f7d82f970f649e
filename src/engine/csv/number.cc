#include "engine/csv/number.h"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kMaxLength = 64;
constexpr std::size_t kMaxDigits = 15;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool take_front(std::string_view& text, std::string_view part) {
  if (part.empty() || !starts_with(text, part)) return false;
  text = trim(text.substr(part.size()));
  return true;
}

bool take_back(std::string_view& text, std::string_view part) {
  if (part.empty() || !ends_with(text, part)) return false;
  text = trim(text.substr(0, text.size() - part.size()));
  return true;
}

constexpr std::array<std::string_view, 45> kCurrencies = {
    "US$", "A$",  "C$",  "R$",  "$",   "€",   "£",   "¥",   "₹",   "₽", "₩",   "₺",
    "₴",   "₦",   "₫",   "฿",   "USD", "EUR", "GBP", "CHF", "JPY", "INR", "CAD", "AUD",
    "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "CNY", "RUB",
    "TRY", "SGD", "HKD", "Rs.", "Rs",  "kr",  "zł",  "Kč",  "руб."};

template <class Take>
bool take_currency(std::string_view& text, Take take) {
  return std::any_of(kCurrencies.begin(), kCurrencies.end(),
                     [&](std::string_view sign) { return take(text, sign); });
}

struct Stripped {
  std::string_view core;
  bool negative = false, plus = false;
};

/// Signs, brackets, currency and percent off; nullopt where two of a kind stand there.
std::optional<Stripped> stripped(std::string_view text) {
  Stripped out;
  int signs = 0;
  int currencies = 0;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = trim(text.substr(1, text.size() - 2));
    out.negative = true;
    ++signs;
  }
  for (int round = 0; round < 3 && !text.empty() && !is_digit(text.front()); ++round) {
    if (take_front(text, "-") || take_front(text, "−")) {
      out.negative = true;
      ++signs;
    } else if (take_front(text, "+")) {
      out.plus = true;
      ++signs;
    } else if (take_currency(text, take_front)) {
      ++currencies;
    } else {
      break;
    }
  }
  for (int round = 0; round < 3 && !text.empty() && !is_digit(text.back()); ++round) {
    if (take_back(text, "-") || take_back(text, "−")) {
      out.negative = true;
      ++signs;
    } else if (take_back(text, "%") || take_currency(text, take_back)) {
      ++currencies;
    } else {
      break;
    }
  }
  if (signs > 1 || currencies > 1 || text.empty()) return std::nullopt;
  out.core = text;
  return out;
}

/// "12", "345" parted by one character each; blanks of all kinds are ' ', apostrophes '\''.
struct Groups {
  std::vector<std::string_view> digits;
  std::string separators;
};

char separator_at(std::string_view text, std::size_t& length) {
  length = 1;
  if (text.front() == '.' || text.front() == ',' || text.front() == ' ' || text.front() == '\'')
    return text.front();
  if (starts_with(text, "\xC2\xA0")) return length = 2, ' ';
  if (starts_with(text, "\xE2\x80\xAF")) return length = 3, ' ';
  if (starts_with(text, "\xE2\x80\x99")) return length = 3, '\'';
  return '\0';
}

std::optional<Groups> groups_of(std::string_view core) {
  Groups groups;
  while (true) {
    std::size_t count = 0;
    while (count < core.size() && is_digit(core[count])) ++count;
    groups.digits.push_back(core.substr(0, count));
    core.remove_prefix(count);
    if (core.empty()) break;
    std::size_t length = 0;
    const char separator = separator_at(core, length);
    if (separator == '\0') return std::nullopt;
    groups.separators += separator;
    core.remove_prefix(length);
  }
  if (groups.digits.back().empty()) return std::nullopt;
  for (std::size_t i = 1; i < groups.digits.size(); ++i) {
    if (groups.digits[i].empty()) return std::nullopt;
  }
  return groups;
}

/// Groups of three, or Indian ones (12,34,567), over the first `count` groups.
bool are_thousands(const Groups& groups, std::size_t count) {
  const auto size = [&](std::size_t i) { return groups.digits[i].size(); };
  if (size(0) == 0 || size(0) > 3 || groups.digits[0].front() == '0') return false;
  bool western = true;
  bool indian = size(0) <= 2 && size(count - 1) == 3;
  for (std::size_t i = 1; i < count; ++i) {
    western &= size(i) == 3;
    indian &= i + 1 == count || size(i) == 2;
  }
  return western || indian;
}

std::string joined(const Groups& groups, std::size_t whole) {
  std::string out;
  for (std::size_t i = 0; i < groups.digits.size(); ++i) {
    if (i == whole) out += '.';
    out += groups.digits[i];
  }
  return out;
}

Decimal decided(char sign) {
  return sign == '.' ? Decimal::kDot : Decimal::kComma;
}
Decimal opposite(char sign) {
  return sign == '.' ? Decimal::kComma : Decimal::kDot;
}

/// One separator: decimal, thousands, or open.
bool read_single(const Groups& groups, NumberText& number) {
  const char sign = groups.separators.front();
  const bool thousands = are_thousands(groups, 2);
  if (sign == ' ' || sign == '\'') {
    number.digits = joined(groups, 2);
    return thousands && groups.digits[1].size() == 3;
  }
  number.digits = joined(groups, 1);
  if (!thousands) {
    number.decimal = decided(sign);
  } else {
    number.decimal = sign == '.' ? Decimal::kOpenDot : Decimal::kOpenComma;
  }
  return true;
}

bool read_groups(const Groups& groups, NumberText& number) {
  const std::size_t count = groups.digits.size();
  if (count == 1) {
    number.digits = groups.digits[0];
    return true;
  }
  if (count == 2) return read_single(groups, number);
  const char first = groups.separators.front();
  const char last = groups.separators.back();
  const auto of_first = static_cast<std::size_t>(
      std::count(groups.separators.begin(), groups.separators.end(), first));
  if (of_first == groups.separators.size()) {
    if (!are_thousands(groups, count)) return false;
    number.digits = joined(groups, count);
    if (first == '.' || first == ',') number.decimal = opposite(first);
    return true;
  }
  if (of_first + 1 != groups.separators.size() || (last != '.' && last != ',')) return false;
  if (!are_thousands(groups, count - 1)) return false;
  number.digits = joined(groups, count - 1);
  number.decimal = decided(last);
  return true;
}

/// Takes "e+05" off the end; false where an 'e' is followed by no exponent.
bool take_exponent(std::string_view& core, std::string& exponent) {
  const std::size_t at = core.find_first_of("eE");
  if (at == std::string_view::npos) return true;
  std::string_view rest = core.substr(at + 1);
  core = core.substr(0, at);
  exponent = "e";
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    if (rest.front() == '-') exponent += '-';
    rest.remove_prefix(1);
  }
  if (rest.empty() || rest.size() > 3 || !std::all_of(rest.begin(), rest.end(), is_digit))
    return false;
  exponent += rest;
  return !core.empty() && is_digit(core.back());
}

bool is_code(const Groups& groups, bool plus) {
  const std::string_view whole = groups.digits.front();
  const bool leading_zero = whole.size() > 1 && whole.front() == '0';
  const bool alone = groups.digits.size() == 1;
  return leading_zero || (alone && whole.size() > kMaxDigits) ||
         (alone && plus && whole.size() >= 8);
}

}  // namespace

std::optional<NumberText> number_text(std::string_view cell) {
  if (cell.empty() || cell.size() > kMaxLength) return std::nullopt;
  const std::optional<Stripped> bare = stripped(cell);
  if (!bare) return std::nullopt;
  std::string_view core = bare->core;
  std::string exponent;
  if (!take_exponent(core, exponent)) return std::nullopt;
  const std::optional<Groups> groups = groups_of(core);
  if (!groups) return std::nullopt;
  NumberText number;
  if (!read_groups(*groups, number)) return std::nullopt;
  number.negative = bare->negative;
  number.code = is_code(*groups, bare->plus);
  if (!exponent.empty()) {
    if (groups->digits.size() > 2) return std::nullopt;
    if (groups->digits.size() == 2) number.decimal = decided(groups->separators.front());
    number.digits += exponent;
    number.excel_cut = contains(cell, "E+");
  }
  return number;
}

std::optional<double> value_of(const NumberText& number, char decimal) {
  if (number.decimal == Decimal::kDot && decimal != '.') return std::nullopt;
  if (number.decimal == Decimal::kComma && decimal != ',') return std::nullopt;
  std::string digits = number.digits;
  const bool thousand = (number.decimal == Decimal::kOpenDot && decimal != '.') ||
                        (number.decimal == Decimal::kOpenComma && decimal != ',');
  if (thousand) std::erase(digits, '.');
  double value = 0;
  const auto [end, error] =
      fast_float::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number.negative ? -value : value;
}

std::optional<PlainNumber> plain_number(std::string_view cell) {
  std::size_t at = !cell.empty() && cell.front() == '-' ? 1 : 0;
  const std::size_t whole = at;
  while (at < cell.size() && is_digit(cell[at])) ++at;
  const std::size_t before = at - whole;
  if (before == 0 || before > kMaxDigits || (before > 1 && cell[whole] == '0')) return std::nullopt;
  PlainNumber number;
  if (at < cell.size() && cell[at] == '.') {
    const std::size_t point = at++;
    while (at < cell.size() && is_digit(cell[at])) ++at;
    const std::size_t behind = at - point - 1;
    if (behind == 0) return std::nullopt;
    number.open = behind == 3 && before <= 3 && cell[whole] != '0';
    number.dotted = !number.open;
  }
  if (at < cell.size() && (cell[at] == 'e' || cell[at] == 'E')) {
    std::string_view rest = cell.substr(at + 1);
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
    // "1.23E+15" is left to number_text, which says that a spreadsheet has cut it.
    if (contains(cell.substr(at), "E+") || rest.empty() || rest.size() > 3 ||
        !std::all_of(rest.begin(), rest.end(), is_digit))
      return std::nullopt;
    number.dotted |= number.open;
    number.open = false;
    at = cell.size();
  }
  if (at != cell.size()) return std::nullopt;
  const auto [end, error] =
      fast_float::from_chars(cell.data(), cell.data() + cell.size(), number.value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return number;
}

}  // namespace retainwise::csv
