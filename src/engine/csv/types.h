#pragma once
/// Rules 11–16: what a column is, from all of its different texts and how often each stands there.
/// Two steps, because a column in doubt follows the habits of its file: facts of each column first,
/// then, with the habits, the type.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/csv/notes.h"
#include "engine/csv/reader.h"
#include "engine/table/table.h"

namespace retainwise::csv {

/// Counted in cells, not in different texts.
struct ColumnFacts {
  std::int64_t filled = 0;  ///< cells that are not missing in a column of numbers or dates
  std::int64_t numbers = 0, codes = 0, excel_cut = 0;
  std::int64_t dot = 0, comma = 0, open_dot = 0, open_comma = 0;
  std::int64_t dates = 0;        ///< dates in some order
  std::int64_t open_dates = 0;   ///< … with day and month as numbers
  std::int64_t day_first = 0;    ///< … that exist only with the day first
  std::int64_t month_first = 0;  ///< … only with the month first
  std::int64_t either = 0;       ///< … in both orders, as different days
  std::int64_t serials = 0;      ///< 20230105 or 44931
  bool says_date = false;        ///< by the column's name
};

ColumnFacts facts_of(const std::string& name, std::span<const std::string> texts,
                     std::span<const std::int64_t> counts);

/// True if the name of a column says that it holds dates.
bool says_date(std::string_view name);

/// What the columns that leave no doubt say about the others.
struct Habits {
  std::optional<char> decimal;
  std::optional<DateOrder> date_order;
  bool semicolons = false;
};
void learn_habits(const ColumnFacts& facts, Habits& habits);

/// What a column's texts are.
struct Typed {
  table::Type type = table::Type::kText;
  std::vector<double> values;  ///< by text; NaN: missing. Empty for text columns
};

Typed type_of(const std::string& name, const ColumnFacts& facts, std::span<const std::string> texts,
              std::span<const std::int64_t> counts, const Habits& habits,
              const ReadOptions& options, Notes& notes);

}  // namespace retainwise::csv
