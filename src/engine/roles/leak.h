#pragma once
/// Columns whose content gives the outcome away, with the receipt.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::roles {

/// At and above this AUC alone a column is left out; from kSuspiciousAuc on it is flagged.
inline constexpr double kLeakAuc = 0.99;
inline constexpr double kSuspiciousAuc = 0.92;

/// The rows whose outcome is known, thinned to 50,000 for speed (seeded: the same rows every time).
struct LabelledRows {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint8_t> left;  ///< beside `rows`: 1 left, 0 stayed
};
LabelledRows labelled_rows(const std::vector<State>& states);

/// How well the column alone ranks the rows, ≥ .5: the better of its order and of the rates of its
/// levels or quantile bins, each row by rates from rows of other folds. nullopt where a class has
/// fewer than ten rows.
std::optional<double> auc_alone(const table::Column& column, const LabelledRows& labelled);

/// "Filled in 98.1 % of those who left and in 0 % …"; nullopt where the column is no leak by its
/// filling or by the purity of its values.
std::optional<std::string> leak_by_content(const table::Column& column,
                                           const LabelledRows& labelled);

}  // namespace retainwise::roles
