#pragma once
/// What happens when everybody at or above a probability is called "at high risk".
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/metric/figure.h"

namespace retainwise::metric {

struct Confusion {
  std::size_t true_positive = 0, false_positive = 0, true_negative = 0, false_negative = 0;
};
/// Beside the rows: 1 where the row is called.
using Calls = std::span<const std::uint8_t>;
std::vector<std::uint8_t> called_at(std::span<const double> probability, double threshold);
/// Each row called by the threshold with the best F1 on the rows of the other folds, so that no row
/// is judged by a cut that was fitted to it (`fold` beside the rows). A fold without whose rows a
/// class is missing takes the threshold of all rows.
std::vector<std::uint8_t> called_by_other_folds(std::span<const double> probability, Outcomes left,
                                                std::span<const std::uint8_t> fold);

Confusion confusion(Calls called, Outcomes left);
Confusion confusion(std::span<const double> probability, Outcomes left, double threshold);

MaybeFigure accuracy(const Confusion& confusion);
MaybeFigure precision(const Confusion& confusion);  ///< nullopt where nobody is called
MaybeFigure recall(const Confusion& confusion);     ///< nullopt where nobody left
/// Harmonic mean of precision and recall, with a bootstrap interval.
MaybeFigure f1(Calls called, Outcomes left, std::uint64_t seed);

/// The probability whose choice as threshold gives the best F1; of equals the highest. It lies
/// halfway between two neighbouring scores. nullopt where a class is missing.
std::optional<double> best_f1_threshold(std::span<const double> probability, Outcomes left);

}  // namespace retainwise::metric
