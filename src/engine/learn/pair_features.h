#pragma once
/// Ratios, products, sums and differences of two columns that tell a booster more than either
/// alone.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/learn/split_gain.h"
#include "engine/model/model.h"

namespace retainwise::learn {

/// A number column on the training rows, NaN missing.
struct NumberColumn {
  std::int32_t input = 0;  ///< place in Model::inputs
  std::vector<double> values;
};

/// At most so many columns are paired.
inline constexpr std::size_t kMostPaired = 14;
inline constexpr std::size_t kMostPairFeatures = 8;

/// Of a ÷ b (or b ÷ a), a · b, a + b, a − b, and of a − b · c where b · c nearly is a, those whose
/// best cut gains more than the best cut of each column in them by over 3 · √(rows ÷ 4,000); the
/// best first. `slopes` are those of a model that has seen the columns themselves.
std::vector<model::Feature> pair_features(std::span<const NumberColumn> columns,
                                          const Slopes& slopes);

}  // namespace retainwise::learn
