#include "engine/learn/starter.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/learn/signals.h"

namespace retainwise::learn {
namespace {

/// Two columns that say the same must not count twice; what is used may be told by several.
std::size_t most_columns(std::string_view signal) {
  return signal == "usage" ? 3 : signal == "tickets" || signal == "payment_trouble" ? 2 : 1;
}

bool may_be_signal(roles::Role role) {
  return role == roles::Role::kInput || role == roles::Role::kDate;
}

}  // namespace

Scorecard scorecard(const table::Table& table, const roles::Roles& roles, Date as_of) {
  Scorecard card;
  for (std::size_t place = 0; place < table.columns().size(); ++place) {
    if (!may_be_signal(roles.columns[place].role)) continue;
    std::optional<Signal> found = signal_of_column(table, place, as_of);
    if (!found) continue;
    const auto same = static_cast<std::size_t>(
        std::count_if(card.signals.begin(), card.signals.end(),
                      [&](const Signal& other) { return other.name == found->name; }));
    if (same >= most_columns(found->name)) continue;
    card.most += found->most;
    card.signals.push_back(*std::move(found));
  }
  return card;
}

bool has_signals(const table::Table& table, const roles::Roles& roles) {
  for (std::size_t place = 0; place < table.columns().size(); ++place)
    if (may_be_signal(roles.columns[place].role) && signal_of_column(table, place, {})) return true;
  return false;
}

}  // namespace retainwise::learn
