#pragma once
/// XGBoost behind two small classes; nothing of it shows.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "engine/model/trees.h"

namespace retainwise::learn {

struct TreeSettings {
  int depth = 3;
  double eta = 0.07;
  double min_child_weight = 4;
  double subsample = 0.8;
  double colsample = 0.6;  ///< of the features, a tree
  int bins = 128;
};

/// Rows of features with their outcomes, as XGBoost keeps them. Not empty.
class Matrix {
 public:
  /// `values` row after row, NaN missing; `left` one a row.
  static Result<Matrix> create(std::span<const float> values, std::size_t features,
                               std::span<const std::uint8_t> left);
  std::size_t rows() const { return rows_; }

 private:
  friend class Booster;
  struct Close {
    void operator()(void* handle) const;
  };
  std::unique_ptr<void, Close> handle_;
  std::size_t rows_ = 0;
};

/// Boosted trees in training. One thread from create() to the last call: XGBoost keeps what it
/// knows of the matrices by thread. Its random numbers come from the seed and the round alone. Both
/// matrices must outlive it.
class Booster {
 public:
  /// `base_rate` is the probability before the first tree.
  static Result<Booster> create(const Matrix& training, const Matrix* held_out,
                                const TreeSettings& settings, double base_rate, std::uint64_t seed);
  /// Adds the tree of the next round.
  Result<void> boost();
  int rounds() const { return round_; }
  /// Log-odds before calibration of every row, by the first `rounds` trees (0: all so far). Valid
  /// until the next call.
  Result<std::span<const float>> margin(const Matrix& matrix, int rounds = 0) const;
  /// The trees of the first `rounds` rounds.
  Result<model::Trees> trees(int rounds) const;

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  std::unique_ptr<void, Close> handle_;
  const Matrix* training_ = nullptr;
  int round_ = 0;
};

}  // namespace retainwise::learn
