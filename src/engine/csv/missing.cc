#include "engine/csv/missing.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace retainwise::csv {

namespace {

/// What a spreadsheet shows where a formula failed.
bool is_sheet_error(std::string_view cell) {
  static constexpr std::array<std::string_view, 10> kErrors = {
      "#N/A",  "#DIV/0!", "#VALUE!", "#REF!",   "#NAME?",
      "#NUM!", "#NULL!",  "#SPILL!", "#ERROR!", "#CALC!"};
  return std::find(kErrors.begin(), kErrors.end(), cell) != kErrors.end();
}

}  // namespace

bool is_missing(std::string_view cell) {
  if (cell.empty()) return true;
  if (cell.front() == '#') return is_sheet_error(cell);
  return cell == "NA" || cell == "N/A" || cell == "NULL";
}

bool is_missing_value(std::string_view cell) {
  static constexpr std::array<std::string_view, 18> kWords = {
      "na",     "n/a",  "#n/a", "null", "none",    "nan",        "nil",
      "-",      "--",   ".",    "?",    "(blank)", "0000-00-00", "0000-00-00 00:00:00",
      "#null!", "<na>", "–",    "—"};
  if (is_missing(cell)) return true;
  if (cell.size() > 20) return false;
  return std::find(kWords.begin(), kWords.end(), lower(cell)) != kWords.end();
}

}  // namespace retainwise::csv
