#pragma once
/// A scored file held against the rows that its model was learned from.
#include <cstddef>
#include <optional>
#include <span>

#include "base/json.h"
#include "engine/model/encode.h"
#include "engine/model/model.h"
#include "engine/report/scored_file.h"
#include "engine/table/table.h"

namespace retainwise::report {

/// What of a column's or the scores' distribution is said: from psi .1 on moved, from .25 on far,
/// but only where chance does not explain it.
enum class Moved : std::uint8_t { kSame, kMoved, kFar };
/// "same" "moved" "far".
std::string_view name_of(Moved moved);

/// The model, and the file that it scored: columns[i] is the table's column for Model::inputs[i].
struct Drifted {
  const model::Model& model;
  const table::Table& table;
  std::span<const std::optional<std::size_t>> columns;
  const model::InputView& view;
  const ScoredFile& file;
  double shift = 0;  ///< added to the model's log-odds
};

/// {level, sentence, trained_rows, scores: {psi, level}, columns: [{column, psi, level, missing,
/// missing_before, new_levels: {count, rows, examples}}]}, the farthest column first; null where
/// the model file is of a version that does not say what it was learned from.
Json drift(const Drifted& drifted);

/// {value, low, high, method, rows}: how many of those who can still be kept will leave. `trained`:
/// the rows that the model's rate was measured on; null where the rate was given.
Json expected_leavers(const ScoredFile& file, const model::Profile* trained);

}  // namespace retainwise::report
