#include "engine/csv/missing.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace retainwise::csv {

bool is_missing(std::string_view cell) {
  return cell.empty() || cell == "NA" || cell == "N/A" || cell == "#N/A" || cell == "NULL";
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
