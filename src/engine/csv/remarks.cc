#include "engine/csv/remarks.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace retainwise::csv {

bool is_blank(std::string_view bytes, char delimiter) {
  // Nearly every record starts with a letter, a digit or a quote.
  if (!bytes.empty() && bytes.front() > ' ' && bytes.front() != delimiter) return false;
  return std::all_of(
             bytes.begin(), bytes.end(),
             [&](char c) { return c == delimiter || c == ' ' || c == '\t' || c == '\0'; }) ||
         trim(bytes).empty();
}

std::size_t filled(const Row& row) {
  return static_cast<std::size_t>(std::count_if(
      row.begin(), row.end(), [](const std::string& cell) { return !trim(cell).empty(); }));
}

std::string_view first_filled(const Row& row) {
  for (const std::string& cell : row) {
    if (!trim(cell).empty()) return trim(cell);
  }
  return {};
}

bool is_total_word(std::string_view cell) {
  static constexpr std::array<std::string_view, 26> kWords = {
      "total",         "totals",        "grand_total", "sum",       "summe",   "gesamt",
      "gesamtsumme",   "insgesamt",     "subtotal",    "sub_total", "totale",  "totaal",
      "somme",         "total_general", "suma",        "razem",     "soma",    "totalt",
      "zwischensumme", "endsumme",      "total_geral", "totaux",    "overall", "average",
      "durchschnitt",  "mean"};
  static constexpr std::array<std::string_view, 4> kOther = {"итого", "Итого", "ИТОГО", "合計"};
  while (!cell.empty() && (cell.back() == ':' || cell.back() == '.')) cell.remove_suffix(1);
  if (std::find(kOther.begin(), kOther.end(), cell) != kOther.end()) return true;
  const std::string name = normalised_name(cell);
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

bool is_remark(std::string_view cell) {
  const std::string text = lower(cell);
  static constexpr std::array<std::string_view, 22> kStarts = {
      "#",    "--",           "//",      "©",        "(c)",       "copyright", "end of",
      "note", "notes",        "source",  "quelle",   "generated", "exported",  "report",
      "*",    "confidential", "created", "erstellt", "page ",     "printed",   "fin de",
      "ende "};
  if (starts_with(text, "(") && ends_with(text, ")")) return true;
  if (contains(text, " rows") || contains(text, " records") || contains(text, " zeilen"))
    return true;
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return starts_with(text, start); });
}

}  // namespace retainwise::csv
