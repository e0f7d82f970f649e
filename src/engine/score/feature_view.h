#pragma once
/// Feature values of some rows, whichever way they lie in memory. NaN where missing.
#include <cstddef>

namespace retainwise::score {

struct FeatureView {
  const float* values = nullptr;
  std::size_t row_step = 1;      ///< from a row to the next, in floats
  std::size_t feature_step = 1;  ///< from a feature to the next, in floats

  /// values[row · features + feature].
  static FeatureView rows_first(const float* values, std::size_t features) {
    return {values, features, 1};
  }
  /// values[feature · rows + row], as model::encode writes.
  static FeatureView columns_first(const float* values, std::size_t rows) {
    return {values, 1, rows};
  }
  float at(std::size_t row, std::size_t feature) const {
    return values[row * row_step + feature * feature_step];
  }
  FeatureView from_row(std::size_t row) const {
    return {values + row * row_step, row_step, feature_step};
  }
};

}  // namespace retainwise::score
