#include "engine/unpack/number_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/text.h"
#include "base/time.h"

namespace retainwise::unpack {
namespace {

constexpr double kDayMilliseconds = 86'400'000;
constexpr double kLastDay = 2'958'466;  ///< the day behind 9999-12-31
constexpr double kExactWhole = 1e21;
constexpr std::int32_t k1900Start = -25'569;  ///< 1899-12-30, in days since 1970-01-01
constexpr std::int32_t k1904Start = -24'107;  ///< 1904-01-01
constexpr double kNoLeapDay = 60;             ///< 1900-02-29, which never was

/// A format's code in its parts: quoted and escaped text apart from the letters that mean
/// something, brackets apart from both.
struct Code {
  std::string letters;  ///< lower case
  std::string digits;   ///< as NumberFormat::digits, empty where it is no such format
  bool elapsed = false, half_days = false;
};

bool is_elapsed(std::string_view bracket) {
  const std::string inside = lower(bracket);
  return !inside.empty() && inside.find_first_not_of(inside[0]) == inside.npos &&
         std::string_view("hms").find(inside[0]) != std::string_view::npos;
}

class CodeReader {
 public:
  explicit CodeReader(std::string_view code) : rest_(code) {}

  Code read() {
    while (!rest_.empty() && rest_.front() != ';') step();
    if (std::count(code_.digits.begin(), code_.digits.end(), '0') < 2 || !only_digits_)
      code_.digits.clear();
    return std::move(code_);
  }

 private:
  void step() {
    const char c = rest_.front();
    if (c == '"') {
      literal(between('"'));
    } else if (c == '[') {
      code_.elapsed |= is_elapsed(between(']'));
    } else if (c == '\\') {
      literal(rest_.substr(1, 1));
      take(2);
    } else if (c == '_' || c == '*') {  // a space as wide as a character, a character that fills
      take(2);
    } else if (starts_with(lower(rest_.substr(0, 5)), "am/pm")) {
      code_.half_days = true;
      take(5);
    } else {
      letter(c);
      take(1);
    }
  }

  void letter(char c) {
    code_.letters += lower({&c, 1});
    if (c == '0' || c == '-' || c == ' ') {
      code_.digits += c;
    } else {
      only_digits_ = false;
    }
  }

  /// A unit behind digits makes no code of them.
  void literal(std::string_view text) {
    code_.digits += text;
    only_digits_ &= text.find_first_not_of("-/. ()") == text.npos;
  }

  std::string_view between(char end) {
    const std::size_t close = rest_.find(end, 1);
    const std::string_view inside = rest_.substr(1, close == rest_.npos ? rest_.npos : close - 1);
    take(close == rest_.npos ? rest_.size() : close + 1);
    return inside;
  }

  void take(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  std::string_view rest_;
  Code code_;
  bool only_digits_ = true;
};

std::optional<double> number_of(std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

/// All digits of whole numbers, the fewest that read back as the same double of the others.
std::string plain(double number) {
  const bool whole = number == std::floor(number) && std::abs(number) < kExactWhole;
  return whole ? format_fixed(number, 0) : format_number(number);
}

std::string clock_text(std::int64_t milliseconds) {
  char text[64];
  const std::int64_t seconds = milliseconds / 1000;
  const int length = std::snprintf(
      text, sizeof text, "%02lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
      static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
  std::string out(text, static_cast<std::size_t>(length));
  if (milliseconds % 1000 == 0) return out;
  std::snprintf(text, sizeof text, ".%03d", static_cast<int>(milliseconds % 1000));
  return out + text;
}

std::string day_text(double day, Epoch epoch) {
  const auto whole = static_cast<std::int32_t>(day);
  if (epoch == Epoch::k1904) return iso(Date{k1904Start + whole});
  // Day 0 is how an empty date is written: rule 14's word for it.
  if (whole == 0) return "0000-00-00";
  return iso(Date{k1900Start + whole + (day < kNoLeapDay ? 1 : 0)});
}

/// nullopt where there is no such day: a spreadsheet shows #### there.
std::optional<std::string> moment(double serial, Shown shown, Epoch epoch) {
  if (serial < 0 || serial >= kLastDay) return std::nullopt;
  double day = std::floor(serial);
  auto milliseconds = static_cast<std::int64_t>(std::llround((serial - day) * kDayMilliseconds));
  if (milliseconds == static_cast<std::int64_t>(kDayMilliseconds)) {
    milliseconds = 0;
    ++day;
  }
  if (shown == Shown::kDuration)
    return clock_text(static_cast<std::int64_t>(day * kDayMilliseconds) + milliseconds);
  if (shown == Shown::kTime && day == 0) return clock_text(milliseconds);
  std::string text = day_text(day, epoch);
  if (shown == Shown::kDate && milliseconds == 0) return text;
  return text + ' ' + clock_text(milliseconds);
}

/// The number's digits in the places of the format's zeros; further ones go in front.
std::optional<std::string> in_digits(double number, const std::string& format) {
  if (number != std::floor(number) || number < 0 || number >= 1e15) return std::nullopt;
  std::string digits = format_fixed(number, 0);
  std::string out;
  for (std::size_t i = format.size(); i-- > 0;) {
    if (format[i] != '0') {
      out += format[i];
    } else {
      out += digits.empty() ? '0' : digits.back();
      if (!digits.empty()) digits.pop_back();
    }
  }
  out.append(digits.rbegin(), digits.rend());
  return std::string(out.rbegin(), out.rend());
}

}  // namespace

NumberFormat built_in_format(int id) {
  const auto between = [id](int first, int last) { return first <= id && id <= last; };
  if (id == 9 || id == 10) return {Shown::kPercent, ""};
  if (between(14, 17) || between(27, 31) || id == 36 || between(50, 54) || between(57, 58))
    return {Shown::kDate, ""};
  if (between(18, 21) || between(32, 35) || id == 45 || id == 47 || between(55, 56))
    return {Shown::kTime, ""};
  if (id == 22) return {Shown::kDateTime, ""};
  if (id == 46) return {Shown::kDuration, ""};
  return {};
}

NumberFormat format_of(std::string_view code) {
  const Code parts = CodeReader(code).read();
  const std::string& letters = parts.letters;
  if (parts.elapsed) return {Shown::kDuration, ""};
  if (starts_with(letters, "general") || starts_with(letters, "standard")) return {};
  const bool time = parts.half_days || letters.find_first_of("hs") != letters.npos;
  const bool date =
      letters.find_first_of("yd") != letters.npos || (!time && letters.find('m') != letters.npos);
  if (date) return {time ? Shown::kDateTime : Shown::kDate, ""};
  if (time) return {Shown::kTime, ""};
  if (letters.find('%') != letters.npos) return {Shown::kPercent, ""};
  if (!parts.digits.empty()) return {Shown::kDigits, parts.digits};
  return {};
}

std::string shown_text(std::string_view value, const NumberFormat& format, Epoch epoch) {
  const std::optional<double> number = number_of(value);
  if (!number) return std::string(value);
  std::optional<std::string> text;
  switch (format.shown) {
    case Shown::kNumber:
    case Shown::kPercent: break;
    case Shown::kDigits: text = in_digits(*number, format.digits); break;
    case Shown::kDate:
    case Shown::kTime:
    case Shown::kDateTime:
    case Shown::kDuration: text = moment(*number, format.shown, epoch); break;
  }
  return text ? *std::move(text) : plain(*number);
}

std::string percent_text(std::string_view number) {
  const std::optional<double> value = number_of(number);
  if (!value) return std::string(number);
  // The nearest double to the hundredfold has one digit too many now and then (0.07 → 7.000…01);
  // the decimal text with its point moved has not.
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, *value, std::chars_format::scientific);
  std::string moved(text, end.ptr);
  const std::size_t e = moved.find('e');
  const int exponent = std::atoi(moved.c_str() + e + 1) + 2;
  moved = moved.substr(0, e) + 'e' + std::to_string(exponent);
  return plain(number_of(moved).value_or(*value * 100)) + '%';
}

}  // namespace retainwise::unpack
