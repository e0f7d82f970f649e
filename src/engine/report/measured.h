#pragma once
/// The figures of a run, from rows whose outcome is known and whose score was made by a model that
/// did not see them.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/json.h"
#include "engine/metric/figure.h"

namespace retainwise::report {

struct MeasuredRows {
  std::vector<double> probability;
  std::vector<double> log_odds;
  std::vector<std::uint8_t> left;  ///< 1 = left, 0 = stayed
};

/// {value, low, high, method}, or null.
Json to_json(const metric::MaybeFigure& figure);

/// Adds roc_auc … f1, threshold to gain, in the order of docs/formats/metrics.md.
struct ThresholdUsed {
  double shown = 0.5;       ///< of the shown probabilities
  double measured = 0.5;    ///< the same cut on MeasuredRows::probability
  std::string_view method;  ///< "best_f1_out_of_fold" "given" "model"
};
void put_figures(Json& metrics, const MeasuredRows& rows, const ThresholdUsed& threshold,
                 std::uint64_t seed);
/// The same keys where nothing was measured: null.
void put_no_figures(Json& metrics, const ThresholdUsed& threshold);

/// {code, sentence}.
Json verdict(const metric::MaybeFigure& roc_auc, bool better_than_chance);
/// {error, bins, method, slope, intercept}.
Json calibration(const MeasuredRows& rows);
Json gain(const MeasuredRows& rows);

}  // namespace retainwise::report
