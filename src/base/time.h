#pragma once
/// Points in time and the seam through which the service asks for them. The engine never asks: the
/// only "today" it knows is an option.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retainwise {

/// UTC, milliseconds since 1970-01-01.
struct Time {
  std::int64_t unix_ms = 0;
  auto operator<=>(const Time&) const = default;
};

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

/// Safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
  /// Milliseconds that only ever grow, whatever happens to the wall clock.
  virtual std::int64_t steady_ms() const = 0;
};

/// RFC 3339 in UTC: "2026-11-24T20:56:16.123Z".
std::string rfc3339(Time time);
std::optional<Time> parse_rfc3339(std::string_view text);
/// nullopt for a day that does not exist.
std::optional<Date> date_of(int year, int month, int day);
struct CivilDate {
  int year, month, day;
};
CivilDate civil(Date date);
/// "2026-11-24".
std::string iso(Date date);
std::optional<Date> parse_iso_date(std::string_view text);
Date date_of(Time time);

}  // namespace retainwise
