#pragma once
/// Rule 15: dates as people and programs write them.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

/// A date whose day and month may still be open.
struct DateText {
  bool open = false;        ///< 05/06/2023: `first` and `second` as written
  int first = 0;            ///< day if not open
  int second = 0;           ///< month if not open
  int year = 0;             ///< as written
  bool short_year = false;  ///< two digits
  double time = 0;          ///< fraction of the day, moved to UTC where a zone stands there
};

/// `cell` is trimmed. nullopt where it is no date whatever the order.
std::optional<DateText> date_text(std::string_view cell);

/// Days since 1970-01-01; nullopt where no such day exists. Two-digit years are at most ten years
/// ahead of `today`.
std::optional<double> days_of(const DateText& date, DateOrder order, Date today);

/// 20230105 → days, and 44931 (days since 1899-12-30, as spreadsheets count) → days: only for
/// columns whose name says date.
std::optional<double> days_of_serial(std::string_view cell);

}  // namespace retainwise::csv
