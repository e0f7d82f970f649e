#pragma once
/// Rows × columns of a linear model, padded so that eight columns can be worked on at once.
#include <cstddef>
#include <span>
#include <vector>

namespace retainwise::learn {

class Design {
 public:
  Design(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), stride_((columns + 7) / 8 * 8), values_(rows * stride_) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::span<float> row(std::size_t r) { return std::span(values_).subspan(r * stride_, columns_); }
  std::span<const float> row(std::size_t r) const {
    return std::span(values_).subspan(r * stride_, columns_);
  }

  /// Xᵀ diag(weights) X, its lower triangle row after row; sums of float in tiles, tiles in double.
  std::vector<double> weighted_gram(std::span<const double> weights) const;
  /// X · beta.
  std::vector<double> times(std::span<const double> beta) const;
  /// Xᵀ · of_rows.
  std::vector<double> transposed_times(std::span<const double> of_rows) const;

 private:
  std::size_t rows_, columns_, stride_;
  std::vector<float> values_;
};

}  // namespace retainwise::learn
