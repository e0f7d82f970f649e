#pragma once
/// A symmetric positive definite matrix taken apart as L·Lᵀ.
#include <cstddef>
#include <span>
#include <vector>

namespace retainwise::learn {

class Cholesky {
 public:
  /// Reads the lower triangle of `matrix`, row after row. A pivot that rounding made ≤ 0 is lifted,
  /// so that solve() stays finite.
  Cholesky(std::vector<double> matrix, std::size_t size);
  /// x with matrix · x = right.
  std::vector<double> solve(std::span<const double> right) const;

 private:
  std::vector<double> lower_;
  std::size_t size_;
};

}  // namespace retainwise::learn
