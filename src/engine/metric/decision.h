#pragma once
/// What happens when everybody at or above a probability is called "at high risk".
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/metric/figure.h"

namespace retainwise::metric {

struct Confusion {
  std::size_t true_positive = 0, false_positive = 0, true_negative = 0, false_negative = 0;
};
Confusion confusion(std::span<const double> probability, Outcomes left, double threshold);

MaybeFigure accuracy(const Confusion& confusion);
MaybeFigure precision(const Confusion& confusion);  ///< nullopt where nobody is called
MaybeFigure recall(const Confusion& confusion);     ///< nullopt where nobody left
/// Harmonic mean of precision and recall, with a bootstrap interval.
MaybeFigure f1(std::span<const double> probability, Outcomes left, double threshold,
               std::uint64_t seed);

/// The probability whose choice as threshold gives the best F1; of equals the highest. It lies
/// halfway between two neighbouring scores. nullopt where a class is missing.
std::optional<double> best_f1_threshold(std::span<const double> probability, Outcomes left);

}  // namespace retainwise::metric
