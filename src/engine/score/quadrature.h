#pragma once
/// Gauss-Legendre quadrature on [0, 1]: `points` points integrate every polynomial of degree
/// 2·points − 1 exactly, which the Shapley integrals are (docs/reasons.md).
#include <cstddef>
#include <vector>

namespace retainwise::score {

struct GaussPoint {
  double t = 0;
  double weight = 0;
};

/// `points` ≥ 1.
std::vector<GaussPoint> gauss_legendre(std::size_t points);

}  // namespace retainwise::score
