#pragma once
/// What the scores of a file come to: counts by risk, their histogram, what moved them, and the
/// head of the list.
#include "base/json.h"
#include "engine/report/scored_file.h"

namespace retainwise::report {

/// {active, left, unknown}: rows.
Json states(const ScoredFile& file);
/// {high, medium, low, threshold, base_rate, keepable: {high, medium, low}}.
Json risk(const ScoredFile& file, double base_rate);
/// Of churn_probability over keepable rows: [{from, to, rows}]; of a scorecard the share of its
/// points.
Json histogram(const ScoredFile& file);
/// [{column, share, mean_abs_log_odds}], strongest first; of a scorecard mean_points.
Json importance(const ScoredFile& file);
/// The first ten of the list.
Json top(const ScoredFile& file);

}  // namespace retainwise::report
