#include "base/time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace retainwise {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// Exactly `count` digits at `at`; -1 where there is anything else.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> date_of(int year, int month, int day) {
  if (year < -9999 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

CivilDate civil(Date date) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::string iso(Date date) {
  const CivilDate day = civil(date);
  std::array<char, 32> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", day.year, day.month, day.day);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return date_of(year, month, day);
}

Date date_of(Time time) {
  return Date{static_cast<std::int32_t>(floor_div(time.unix_ms, kDayMs))};
}

std::string rfc3339(Time time) {
  const Date date = date_of(time);
  const auto in_day = static_cast<int>(time.unix_ms - date.days * kDayMs);
  std::array<char, 32> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d.%03dZ", in_day / 3'600'000,
                    in_day / 60'000 % 60, in_day / 1'000 % 60, in_day % 1'000);
  return iso(date) + std::string(buffer.data(), static_cast<std::size_t>(length));
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text.back() != 'Z')
    return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  int milliseconds = 0;
  if (text.size() > 20) {
    if (text[19] != '.' || text.size() != 24) return std::nullopt;
    milliseconds = digits(text, 20, 3);
    if (milliseconds < 0) return std::nullopt;
  }
  return Time{date->days * kDayMs + hour * 3'600'000LL + minute * 60'000LL + second * 1'000LL +
              milliseconds};
}

}  // namespace retainwise
