#include "engine/learn/labelled.h"

#include <cmath>
#include <map>
#include <numeric>

namespace retainwise::learn {
namespace {

/// One number a customer; a missing id is a customer of its own.
std::vector<std::uint32_t> groups_by_id(const table::Column& id,
                                        const std::vector<std::uint32_t>& rows) {
  std::map<double, std::uint32_t> numbers;
  std::vector<std::uint32_t> groups;
  std::uint32_t next = 0;
  const bool codes = !id.codes().empty();
  for (const std::uint32_t row : rows) {
    const bool missing = codes ? id.codes()[row] == table::kMissing : std::isnan(id.numbers()[row]);
    if (missing) {
      groups.push_back(next++);
      continue;
    }
    const double key = codes ? id.codes()[row] : id.numbers()[row];
    const auto [entry, added] = numbers.emplace(key, next);
    groups.push_back(entry->second);
    if (added) ++next;
  }
  return groups;
}

}  // namespace

double Labelled::rate() const {
  return static_cast<double>(std::accumulate(left.begin(), left.end(), 0)) /
         static_cast<double>(left.size());
}

Labelled labelled(const table::Table& table, const roles::Roles& roles) {
  Labelled result;
  for (std::uint32_t row = 0; row < roles.states.size(); ++row) {
    if (roles.states[row] == roles::State::kUnknown) continue;
    result.rows.push_back(row);
    result.left.push_back(roles.states[row] == roles::State::kLeft ? 1 : 0);
  }
  result.group.resize(result.size());
  std::iota(result.group.begin(), result.group.end(), 0U);
  result.grouped = roles.id && roles.repeated_ids > 0;
  if (result.grouped) result.group = groups_by_id(table.column(*roles.id), result.rows);
  return result;
}

}  // namespace retainwise::learn
