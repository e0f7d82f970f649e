#include "engine/learn/design.h"

#include <algorithm>
#include <cstring>

namespace retainwise::learn {
namespace {

/// Four floats that the compiler adds and multiplies at once on every machine.
using Four = float __attribute__((vector_size(16)));

/// Rows whose products are summed in float before they are added in double.
constexpr std::size_t kTileRows = 256;
/// Lines and columns of a block of the product: its sums fit the registers.
constexpr std::size_t kLines = 4, kAcross = 8;

Four load(const float* from) {
  Four four;
  std::memcpy(&four, from, sizeof four);
  return four;
}

/// block[line][column] = Σ over rows of weighted[row][line] · plain[row][column].
void multiply(const float* weighted, const float* plain, std::size_t stride, std::size_t rows,
              float* block) {
  Four sums[kLines][2] = {};
  for (std::size_t r = 0; r < rows; ++r) {
    const Four low = load(plain + r * stride), high = load(plain + r * stride + 4);
    for (std::size_t line = 0; line < kLines; ++line) {
      const float w = weighted[r * stride + line];
      sums[line][0] += w * low;
      sums[line][1] += w * high;
    }
  }
  std::memcpy(block, sums, sizeof sums);
}

}  // namespace

std::vector<double> Design::weighted_gram(std::span<const double> weights) const {
  std::vector<double> gram(columns_ * columns_);
  std::vector<float> weighted(kTileRows * stride_);
  float block[kLines * kAcross];
  for (std::size_t first = 0; first < rows_; first += kTileRows) {
    const std::size_t rows = std::min(kTileRows, rows_ - first);
    const float* plain = values_.data() + first * stride_;
    for (std::size_t i = 0; i < rows * stride_; ++i)
      weighted[i] = plain[i] * static_cast<float>(weights[first + i / stride_]);
    for (std::size_t j = 0; j < columns_; j += kLines)
      for (std::size_t k = 0; k <= j; k += kAcross) {
        multiply(weighted.data() + j, plain + k, stride_, rows, block);
        for (std::size_t line = j; line < std::min(j + kLines, columns_); ++line)
          for (std::size_t across = k; across <= std::min(line, k + kAcross - 1); ++across)
            gram[line * columns_ + across] +=
                static_cast<double>(block[(line - j) * kAcross + across - k]);
      }
  }
  return gram;
}

std::vector<double> Design::times(std::span<const double> beta) const {
  std::vector<double> result(rows_);
  for (std::size_t r = 0; r < rows_; ++r) {
    const float* x = values_.data() + r * stride_;
    double even = 0, odd = 0;
    std::size_t j = 0;
    for (; j + 1 < columns_; j += 2) {
      even += static_cast<double>(x[j]) * beta[j];
      odd += static_cast<double>(x[j + 1]) * beta[j + 1];
    }
    if (j < columns_) even += static_cast<double>(x[j]) * beta[j];
    result[r] = even + odd;
  }
  return result;
}

std::vector<double> Design::transposed_times(std::span<const double> of_rows) const {
  std::vector<double> result(columns_);
  for (std::size_t r = 0; r < rows_; ++r) {
    const float* x = values_.data() + r * stride_;
    for (std::size_t j = 0; j < columns_; ++j) result[j] += static_cast<double>(x[j]) * of_rows[r];
  }
  return result;
}

}  // namespace retainwise::learn
