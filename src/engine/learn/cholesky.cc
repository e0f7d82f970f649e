#include "engine/learn/cholesky.h"

#include <algorithm>
#include <cmath>

namespace retainwise::learn {
namespace {

constexpr double kSmallestPivot = 1e-12;

double dot(const double* a, const double* b, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

Cholesky::Cholesky(std::vector<double> matrix, std::size_t size)
    : lower_(std::move(matrix)), size_(size) {
  for (std::size_t i = 0; i < size; ++i) {
    double* row = &lower_[i * size];
    for (std::size_t j = 0; j < i; ++j) {
      const double* other = &lower_[j * size];
      row[j] = (row[j] - dot(row, other, j)) / other[j];
    }
    row[i] = std::sqrt(std::max(kSmallestPivot, row[i] - dot(row, row, i)));
  }
}

std::vector<double> Cholesky::solve(std::span<const double> right) const {
  std::vector<double> x(right.begin(), right.end());
  for (std::size_t i = 0; i < size_; ++i) {
    const double* row = &lower_[i * size_];
    x[i] = (x[i] - dot(row, x.data(), i)) / row[i];
  }
  for (std::size_t i = size_; i-- > 0;) {
    x[i] /= lower_[i * size_ + i];
    for (std::size_t j = 0; j < i; ++j) x[j] -= lower_[i * size_ + j] * x[i];
  }
  return x;
}

}  // namespace retainwise::learn
