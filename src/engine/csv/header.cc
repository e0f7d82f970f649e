#include "engine/csv/header.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>

#include "base/text.h"
#include "engine/csv/date.h"
#include "engine/csv/missing.h"
#include "engine/csv/number.h"

namespace retainwise::csv {
namespace {

/// Words that name columns in customer files, by normalised_name.
const std::array<std::string_view, 78> kKnownWords = {
    "id",       "name",      "customer", "kunde",    "client",      "cliente", "user",
    "account",  "age",       "alter",    "edad",     "gender",      "sex",     "geschlecht",
    "city",     "stadt",     "ville",    "ciudad",   "state",       "country", "land",
    "pays",     "pais",      "region",   "date",     "datum",       "fecha",   "data",
    "email",    "phone",     "telefon",  "plan",     "status",      "churn",   "churned",
    "exited",   "attrition", "tenure",   "contract", "vertrag",     "contrat", "contrato",
    "price",    "preis",     "prix",     "amount",   "betrag",      "total",   "type",
    "typ",      "code",      "zip",      "plz",      "address",     "adresse", "product",
    "category", "value",     "score",    "count",    "number",      "nr",      "no",
    "nom",      "nombre",    "vorname",  "nachname", "first",       "last",    "monthly",
    "charges",  "revenue",   "umsatz",   "title",    "description", "year",    "month",
    "quantity"};

bool has_known_word(std::string_view cell) {
  const std::vector<std::string> words = name_words(cell);
  return words.size() <= 6 && std::any_of(words.begin(), words.end(), [](const std::string& word) {
           return std::find(kKnownWords.begin(), kKnownWords.end(), word) != kKnownWords.end();
         });
}

bool has_letter(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// True if the header stands there again, whole or but for a few columns at its end.
bool repeats(const Row& row, const Row& header) {
  const std::size_t width = std::min(row.size(), header.size());
  return width * 2 > header.size() &&
         std::equal(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(width),
                    row.begin());
}

/// What the cells of one column below the candidate look like.
struct Below {
  std::size_t filled = 0, numbers = 0, dates = 0, same = 0;
  std::unordered_set<std::string> texts;
};

Below look_below(const std::vector<Row>& body, std::size_t column, const Row& candidate_row) {
  const std::string_view candidate = trim(candidate_row[column]);
  Below below;
  for (const Row& row : body) {
    // A header that stands there again tells nothing about the column.
    if (column >= row.size() || repeats(row, candidate_row)) continue;
    const std::string_view cell = trim(row[column]);
    if (is_missing_value(cell)) continue;
    ++below.filled;
    const CellKind kind = kind_of(cell);
    below.numbers += kind == CellKind::kNumber ? 1U : 0U;
    below.dates += kind == CellKind::kDate ? 1U : 0U;
    below.same += cell == candidate ? 1U : 0U;
    below.texts.emplace(cell);
  }
  return below;
}

bool is_year(std::string_view cell) {
  return cell.size() == 4 && (starts_with(cell, "19") || starts_with(cell, "20"));
}

double column_score(std::string_view cell, const Below& below) {
  const CellKind kind = kind_of(cell);
  const bool typed = below.filled > 0 && (below.numbers + below.dates) * 5 >= below.filled * 4;
  if (kind == CellKind::kEmpty) return 0;
  if (kind != CellKind::kText) return is_year(cell) && below.numbers > 0 ? -0.1 : -1.0;
  if (is_missing_value(cell)) return typed ? -0.2 : -0.4;
  if (!has_letter(cell)) return -0.5;
  if (below.same > 0) return -0.8;
  const double known = has_known_word(cell) ? 0.5 : 0.0;
  if (typed) return 1.0 + known;
  if (below.filled == 0) return 0.1 + known;
  // Two words again and again (yes, no), and the candidate is neither: a contrast as well.
  if (below.texts.size() <= 3 && below.filled >= 6) return 0.5 + known;
  return 0.1 + known;
}

/// "User", "admin" over many names: two cells of a remark, not two groups of columns.
bool is_key_and_value(const Row& first, const Row& second) {
  std::size_t filled = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (trim(first[i]).empty()) continue;
    if (i >= 2) return false;
    ++filled;
  }
  const std::size_t least = first.size() < second.size() ? 3 : 4;
  return filled == 2 && second.size() >= least && !trim(second[0]).empty();
}

}  // namespace

CellKind kind_of(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return CellKind::kEmpty;
  if (number_text(cell)) return CellKind::kNumber;
  return date_text(cell) ? CellKind::kDate : CellKind::kText;
}

double header_score(const Row& candidate, const std::vector<Row>& body) {
  double score = 0;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < candidate.size(); ++i) {
    const std::string_view cell = trim(candidate[i]);
    score += column_score(cell, look_below(body, i, candidate));
    if (!cell.empty() && !seen.insert(cell).second) score -= 0.1;
  }
  return score;
}

std::optional<Row> joined_header(const Row& first, const Row& second,
                                 const std::vector<Row>& body) {
  if (body.empty() || second.size() < 2 || first.size() > second.size()) return std::nullopt;
  Row joined;
  std::string group;
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < second.size(); ++i) {
    const std::string_view above = i < first.size() ? trim(first[i]) : std::string_view();
    const std::string_view below = trim(second[i]);
    const bool text = kind_of(above) != CellKind::kNumber && kind_of(above) != CellKind::kDate;
    if (!text || (!below.empty() && kind_of(below) != CellKind::kText)) return std::nullopt;
    if (above.empty()) {
      ++blanks;
    } else {
      group = above;
    }
    if (above.empty() && below.empty()) return std::nullopt;
    std::string name = below.empty() ? std::string(above) : group;
    if (!below.empty() && !group.empty() && group != below) name += ' ';
    if (!below.empty() && group != below) name += below;
    joined.push_back(std::move(name));
  }
  if (blanks == 0 || blanks == second.size() || header_score(second, body) < 1.0)
    return std::nullopt;
  if (is_key_and_value(first, second)) return std::nullopt;
  return joined;
}

}  // namespace retainwise::csv
