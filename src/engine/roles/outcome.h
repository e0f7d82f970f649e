#pragma once
/// Which column says who left, and what it says of each row.
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::roles {

/// `left_value` of a leaving date: a filled cell means "left", an empty one "stayed".
inline constexpr std::string_view kFilled = "(filled)";

struct OutcomeChoice {
  std::optional<Outcome> outcome;
  std::vector<State> states;  ///< by row; all kUnknown without an outcome
};

/// By name and words, or as `options` say. `barred[c]`: the column may not be it unless the options
/// name it. kBadRequest where the options do not fit the table.
Result<OutcomeChoice> find_outcome(const table::Table& table, const Options& options,
                                   const std::vector<bool>& barred);

}  // namespace retainwise::roles
