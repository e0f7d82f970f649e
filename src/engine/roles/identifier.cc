#include "engine/roles/identifier.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "base/text.h"
#include "engine/roles/evidence.h"
#include "engine/roles/words.h"

namespace retainwise::roles {
namespace {

using table::Column;
using table::Type;

std::size_t filled(const Column& column) {
  return column.rows() - column.missing();
}

double share_distinct(const Column& column) {
  const std::size_t cells = filled(column);
  return cells == 0 ? 0 : static_cast<double>(column.distinct()) / static_cast<double>(cells);
}

bool is_date(const Column& column) {
  return column.type() == Type::kDate || column.type() == Type::kDateAmbiguous;
}

bool all_whole(const Column& column) {
  return std::all_of(column.numbers().begin(), column.numbers().end(),
                     [](double x) { return std::isnan(x) || x == std::floor(x); });
}

/// Enough different values for a name of this kind; a 0/1 column called "Phone" is a flag, and a
/// "plan_id" with a few plans is a category.
bool is_identifier_by_name(const Column& column) {
  const double share = share_distinct(column);
  const std::size_t distinct = column.distinct();
  const bool nearly_all = (distinct >= 3 || column.rows() == 1) && share > 0.9;
  switch (id_name(column.name())) {
    case IdName::kNo: return false;
    case IdName::kCustomer: return nearly_all || (distinct > 20 && share > 0.01);
    case IdName::kPerson:
      return column.type() == Type::kText && (nearly_all || (distinct > 20 && share > 0.1));
    case IdName::kAny: return nearly_all || (distinct > 20 && share > 0.5);
  }
  return false;
}

/// Telephone numbers and the like written as numbers.
bool is_person_number(const Column& column) {
  return column.type() == Type::kNumber && id_name(column.name()) == IdName::kPerson &&
         column.distinct() > 20 && share_distinct(column) > 0.9 && all_whole(column);
}

/// 0, 1, 2 … or 1, 2, 3 … down the file: what a program writes in front of its rows.
bool counts_rows(const Column& column) {
  const std::span<const double> numbers = column.numbers();
  if (column.type() != Type::kNumber || numbers.size() < 3) return false;
  const double first = numbers[0];
  if (first != 0 && first != 1) return false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != first + static_cast<double>(i)) return false;
  }
  static constexpr std::array<std::string_view, 6> kNames = {"column_1", "unnamed_0", "index",
                                                             "x",        "row",       "no"};
  return numbers.size() >= 20 ||
         std::find(kNames.begin(), kNames.end(), normalised_name(column.name())) != kNames.end();
}

std::string count_receipt(const Column& column) {
  return with_commas(column.distinct()) + " different values in " + with_commas(filled(column)) +
         " filled rows";
}

}  // namespace

std::optional<std::string> identifier_evidence(const Column& column) {
  if (is_date(column) || column.type() == Type::kEmpty || column.type() == Type::kBoolean)
    return std::nullopt;
  if (is_identifier_by_name(column) || is_person_number(column))
    return "Its name is that of an identifier, and it has " + count_receipt(column) + ".";
  if (counts_rows(column)) return "It counts the rows of the file, one after the other.";
  const double share = share_distinct(column);
  if (column.type() == Type::kText && share > 0.97 && filled(column) >= 10)
    return "Nearly every row has a text of its own: " + count_receipt(column) + ".";
  if (column.type() == Type::kNumber && share > 0.999 && filled(column) > 200 &&
      all_whole(column) && !is_amount_name(column.name()))
    return "Nearly every row has a whole number of its own: " + count_receipt(column) + ".";
  return std::nullopt;
}

std::optional<std::size_t> customer_id(const table::Table& table,
                                       const std::vector<ColumnRole>& columns) {
  std::optional<std::size_t> by_content;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].role != Role::kIdentifier) continue;
    if (id_name(table.column(i).name()) == IdName::kCustomer) return i;
    if (!by_content && share_distinct(table.column(i)) > 0.97) by_content = i;
  }
  return by_content;
}

}  // namespace retainwise::roles
