#pragma once
/// Trees for the tests: trained by XGBoost on made-up rows, with XGBoost's own contributions.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/trees.h"

namespace retainwise::score {

struct Rows {
  std::size_t rows = 0, features = 0;
  std::vector<float> values;  ///< [row][feature], NaN where missing

  static Rows make(std::size_t rows, std::size_t features, double missing, std::uint64_t seed);
};

struct Forest {
  int depth = 4;
  int rounds = 30;
  std::size_t train_rows = 2000;
  std::size_t features = 8;
  double missing = 0.1;
  std::uint64_t seed = 1;
  int bins = 256;
};

struct Trained {
  model::Trees trees;
  Rows rows;                         ///< held apart from training
  std::vector<float> contributions;  ///< XGBoost's, [row][feature + 1]
  std::vector<float> margins;        ///< XGBoost's, by row
};

/// Ends the test program where XGBoost refuses.
Trained train(const Forest& forest, std::size_t rows = 300);

}  // namespace retainwise::score
