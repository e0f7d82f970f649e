#pragma once
/// The figures of a run, from rows whose outcome is known and whose score was made by a model that
/// did not see them.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/metric/figure.h"

namespace retainwise::report {

struct MeasuredRows {
  std::vector<double> probability;
  std::vector<double> log_odds;
  std::vector<std::uint8_t> left;                  ///< 1 = left, 0 = stayed
  std::vector<std::uint8_t> fold;                  ///< the fold that left the row out
  double shift = 0;                                ///< from these log-odds to the shown ones
  std::optional<double> true_rate = std::nullopt;  ///< as the user stated it
};

/// {value, low, high, method}, or null.
Json to_json(const metric::MaybeFigure& figure);

/// Unset where the scores are no better than chance: then nobody is called high.
struct ThresholdUsed {
  std::optional<double> shown;     ///< of the shown probabilities
  std::optional<double> measured;  ///< the same cut on MeasuredRows::probability
  std::string_view method;         ///< "best_f1_out_of_fold" "given" "model"
};

inline constexpr std::string_view kBestF1 = "best_f1_out_of_fold";

/// Adds roc_auc … f1, threshold to confusion, in the order of docs/formats/metrics.md. A threshold
/// that was chosen on these rows is not measured on them: each fold's rows are judged by the
/// threshold chosen on the other folds.
void put_figures(Json& metrics, const MeasuredRows& rows, const ThresholdUsed& threshold,
                 std::uint64_t seed);
/// The same keys where nothing was measured: null.
void put_no_figures(Json& metrics, const ThresholdUsed& threshold);

inline constexpr std::string_view kNoBetterThanChance = "no_better_than_chance";
/// {code, sentence}.
Json verdict(const metric::MaybeFigure& roc_auc, bool better_than_chance);
/// {error, bins, method, slope, intercept}.
Json calibration(const MeasuredRows& rows);
Json gain(const MeasuredRows& rows);
/// [{false_positive_rate, true_positive_rate}], [{recall, precision}].
Json roc(const MeasuredRows& rows);
Json pr(const MeasuredRows& rows);
/// {rate, weighted, rows: [{threshold, flagged, caught, precision, recall, true_positive …}]} by
/// shown probabilities, weighted to the true rate where one was stated; null where the scores are
/// no better than chance.
Json thresholds(const MeasuredRows& rows, const ThresholdUsed& used);

}  // namespace retainwise::report
