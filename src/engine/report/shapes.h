#pragma once
/// How a column's values move the scores: what each value, or range of values, added to the rows
/// that have it. These are the rows' own reasons (out of fold where the outcome is known), so what
/// is shown holds for this file, and derived features are in it by their parents' shares.
#include "base/json.h"
#include "engine/report/scored_file.h"

namespace retainwise::report {

/// Of more rows, so many are taken, evenly spread over the file.
inline constexpr std::size_t kShapeRows = kSampledRows;
/// So many columns at most, the strongest.
inline constexpr std::size_t kShapeColumns = 1000;
/// Ranges of a number or date, levels of a category.
inline constexpr std::size_t kShapePoints = 20;

/// {rows, unit, columns: [{column, kind, points, others, missing}]} in the order of `importance`,
/// as docs/formats/metrics.md says.
Json shapes(const ScoredFile& file, const Json& importance);

}  // namespace retainwise::report
