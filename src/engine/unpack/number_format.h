#pragma once
/// How a workbook shows a number: only as far as it changes what the number is (ECMA-376 part 1,
/// 18.8.30 and 18.8.31).
#include <cstdint>
#include <string>
#include <string_view>

namespace retainwise::unpack {

enum class Shown : std::uint8_t { kNumber, kPercent, kDate, kTime, kDateTime, kDuration, kDigits };

struct NumberFormat {
  Shown shown = Shown::kNumber;
  std::string digits;  ///< of kDigits: "00000", "000-00-0000": each 0 a digit, the rest as it is
};

/// Formats that have a number and no code of their own.
NumberFormat built_in_format(int id);
NumberFormat format_of(std::string_view code);

/// What day 0 of a workbook is.
enum class Epoch : std::uint8_t { k1900, k1904 };

/// The text of a number cell whose value is written `value`; dates and times as ISO 8601, whatever
/// the format's order. Numbers keep every digit that the double has. A percent is given as its
/// number here: whether a column is one of percents takes all its cells (percent_text).
/// `value` itself where it is no number.
std::string shown_text(std::string_view value, const NumberFormat& format, Epoch epoch);
/// "0.2537" → "25.37%".
std::string percent_text(std::string_view number);

}  // namespace retainwise::unpack
