#pragma once
/// The signals of leaving that are known beforehand: which column is one, by its name (English,
/// French, German, Spanish, Portuguese, Italian, Finnish) and its values. For this room only.
#include <cstddef>
#include <optional>

#include "engine/learn/starter.h"

namespace retainwise::learn {

/// nullopt where the column says nothing of the kind. `as_of` as in scorecard().
std::optional<Signal> signal_of_column(const table::Table& table, std::size_t place, Date as_of);

}  // namespace retainwise::learn
