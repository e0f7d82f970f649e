#pragma once
/// Small questions about UTF-8 text that both wings ask. Case folding is ASCII plus the Latin
/// letters of the languages whose words the product knows; nothing here depends on a locale.
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise {

/// Without spaces, tabs, NBSP, zero-width characters and line ends at both ends.
std::string_view trim(std::string_view text);
/// ASCII lower case; other bytes as they are.
std::string lower(std::string_view text);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);
bool contains(std::string_view text, std::string_view part);
std::vector<std::string> split(std::string_view text, char separator);
/// A name for matching: accents off, lower case, every run of other characters one '_', and
/// camelCase and PascalCase parted ("MonthlyCharges" and "monthly charges" → "monthly_charges").
std::string normalised_name(std::string_view name);
/// The words of normalised_name.
std::vector<std::string> name_words(std::string_view name);
/// True if `text` is valid UTF-8 (no overlongs, no surrogates, ≤ U+10FFFF).
bool is_utf8(std::string_view text);
/// At most `limit` bytes, cut between characters, with "…" where something was cut.
std::string shortened(std::string_view text, std::size_t limit);
/// The shortest decimal text that reads back as the same double ("0.1", "1e+300"); "" for NaN.
std::string format_number(double value);
/// `value` with exactly `digits` digits after the point.
std::string format_fixed(double value, int digits);
/// "7043" → "7,043"; a minus stays in front.
std::string grouped(std::string digits);
/// 7043 → "7,043".
std::string with_commas(std::integral auto number) {
  return grouped(std::to_string(number));
}
/// "1 row", "7,043 rows".
std::string counted(std::integral auto count, std::string_view one, std::string_view many) {
  return with_commas(count).append(" ").append(count == 1 ? one : many);
}

}  // namespace retainwise
