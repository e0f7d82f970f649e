#include "engine/learn/stack.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "engine/learn/cholesky.h"
#include "engine/metric/calibration.h"

namespace retainwise::learn {
namespace {

constexpr double kClip = 12;
constexpr double kSmallestWeight = 0.02;
constexpr int kMostSteps = 60;

/// Members that take part, by place.
using Members = std::vector<std::size_t>;

/// Newton's method for a logistic regression on a few margins; [0] is the intercept.
class Fit {
 public:
  Fit(const std::vector<std::vector<double>>& margins, std::span<const std::uint8_t> left,
      const Members& members)
      : margins_(margins), left_(left), members_(members), size_(members.size() + 1) {
    const double positives = std::accumulate(left.begin(), left.end(), 0.0);
    const double negatives = static_cast<double>(left.size()) - positives;
    target_left_ = (positives + 1) / (positives + 2);
    target_stayed_ = 1 / (negatives + 2);
    beta_.assign(size_, 0);
    beta_[0] = std::log((positives + 1) / (negatives + 1));
    loss_ = loss_at(beta_);
    for (int i = 0; i < kMostSteps && step(); ++i) {
    }
  }

  double loss() const { return loss_; }
  const std::vector<double>& beta() const { return beta_; }

 private:
  double x(std::size_t j, std::size_t row) const {
    return j == 0 ? 1 : std::clamp(margins_[members_[j - 1]][row], -kClip, kClip);
  }
  double log_odds(const std::vector<double>& beta, std::size_t row) const {
    double sum = 0;
    for (std::size_t j = 0; j < size_; ++j) sum += beta[j] * x(j, row);
    return sum;
  }
  double target(std::size_t row) const { return left_[row] != 0 ? target_left_ : target_stayed_; }
  double loss_at(const std::vector<double>& beta) const {
    double sum = 0;
    for (std::size_t row = 0; row < left_.size(); ++row) {
      const double z = log_odds(beta, row);
      sum += (z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z))) - target(row) * z;
    }
    return sum;
  }

  /// False where there is nothing more to gain.
  bool step() {
    std::vector<double> gradient(size_), hessian(size_ * size_);
    for (std::size_t row = 0; row < left_.size(); ++row) {
      const double p = metric::sigmoid(log_odds(beta_, row));
      const double h = p * (1 - p);
      for (std::size_t j = 0; j < size_; ++j) {
        gradient[j] += (p - target(row)) * x(j, row);
        for (std::size_t k = 0; k <= j; ++k) hessian[j * size_ + k] += h * x(j, row) * x(k, row);
      }
    }
    for (std::size_t j = 0; j < size_; ++j) hessian[j * size_ + j] += 1e-9;
    const std::vector<double> direction = Cholesky(std::move(hessian), size_).solve(gradient);
    for (double scale = 1; scale > 1e-10; scale /= 2) {
      std::vector<double> next = beta_;
      for (std::size_t j = 0; j < size_; ++j) next[j] -= scale * direction[j];
      const double loss = loss_at(next);
      if (!(loss < loss_)) continue;
      const bool worth_it = loss_ - loss > 1e-10 * static_cast<double>(left_.size());
      beta_ = std::move(next);
      loss_ = loss;
      return worth_it;
    }
    return false;
  }

  const std::vector<std::vector<double>>& margins_;
  std::span<const std::uint8_t> left_;
  const Members& members_;
  std::size_t size_;
  double target_left_ = 1, target_stayed_ = 0;
  std::vector<double> beta_;
  double loss_ = 0;
};

Members members_of(std::size_t bits, const Members& candidates) {
  Members members;
  for (std::size_t m = 0; m < candidates.size(); ++m)
    if ((bits >> m & 1U) != 0) members.push_back(candidates[m]);
  return members;
}

/// The loss is convex, so the best weights ≥ 0 are the best of all subsets whose free fit is ≥ 0;
/// and if the fit of all members is, it is the best.
Stack best_of_subsets(const std::vector<std::vector<double>>& margins,
                      std::span<const std::uint8_t> left, const Members& candidates) {
  Stack best;
  double best_loss = std::numeric_limits<double>::infinity();
  const std::size_t all = (std::size_t{1} << candidates.size()) - 1;
  for (std::size_t bits = all + 1; bits-- > 0;) {
    const Members members = members_of(bits, candidates);
    const Fit fit(margins, left, members);
    const auto& beta = fit.beta();
    const bool allowed = std::all_of(beta.begin() + 1, beta.end(), [](double w) { return w >= 0; });
    if (!allowed || fit.loss() >= best_loss) continue;
    best_loss = fit.loss();
    best.intercept = beta[0];
    best.weights.assign(margins.size(), 0);
    for (std::size_t i = 0; i < members.size(); ++i) best.weights[members[i]] = beta[i + 1];
    if (bits == all) break;
  }
  return best;
}

}  // namespace

Stack fit_stack(const std::vector<std::vector<double>>& margins,
                std::span<const std::uint8_t> left) {
  Members candidates(margins.size());
  std::iota(candidates.begin(), candidates.end(), std::size_t{0});
  while (true) {
    Stack stack = best_of_subsets(margins, left, candidates);
    Members kept;
    for (const std::size_t m : candidates)
      if (stack.weights[m] > kSmallestWeight) kept.push_back(m);
    const bool all_heavy = std::all_of(stack.weights.begin(), stack.weights.end(),
                                       [](double w) { return w == 0 || w > kSmallestWeight; });
    if (all_heavy) return stack;
    candidates = std::move(kept);
  }
}

}  // namespace retainwise::learn
