#include "engine/table/table.h"

#include <algorithm>

namespace retainwise::table {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::kEmpty: return "empty";
    case Type::kNumber: return "number";
    case Type::kBoolean: return "boolean";
    case Type::kDate: return "date";
    case Type::kDateAmbiguous: return "date_ambiguous";
    case Type::kText: return "text";
  }
  return "text";
}

std::optional<std::size_t> Table::find(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const Column& column) { return column.name() == name; });
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

}  // namespace retainwise::table
