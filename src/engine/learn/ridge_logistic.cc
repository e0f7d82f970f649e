#include "engine/learn/ridge_logistic.h"

#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>

#include "engine/learn/cholesky.h"
#include "engine/metric/calibration.h"

namespace retainwise::learn {
namespace {

constexpr int kMostSteps = 50;
constexpr double kEnoughARow = 1e-7;
/// A step that leaves more than this share of the promised gain asks for a new Hessian.
constexpr double kGoodWay = 0.2;

double log_loss(double log_odds, std::uint8_t left) {
  const double z = left != 0 ? -log_odds : log_odds;
  return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
}

/// Newton's method in work. Place 0 of every vector is the intercept.
class Fit {
 public:
  Fit(const Design& design, std::span<const std::uint8_t> left, double c, Coefficients start)
      : design_(design), left_(left), penalty_(1 / c), at_(std::move(start)) {
    log_odds_ = log_odds_of(at_);
    loss_ = loss_of(at_, log_odds_);
  }

  Coefficients run() {
    const double enough = kEnoughARow * static_cast<double>(design_.rows());
    double promised_before = 0;
    for (int i = 0; i < kMostSteps; ++i) {
      const std::vector<double> gradient = this->gradient();
      if (!hessian_) renew();
      std::vector<double> direction = hessian_->solve(gradient);
      double promised = promise(gradient, direction);
      if (!fresh_ && promised > kGoodWay * promised_before) {
        renew();
        direction = hessian_->solve(gradient);
        promised = promise(gradient, direction);
      }
      promised_before = promised;
      if (promised < enough || !step(direction)) break;
    }
    return std::move(at_);
  }

 private:
  std::vector<double> log_odds_of(const Coefficients& at) const {
    std::vector<double> sum = design_.times(at.beta);
    for (double& z : sum) z += at.intercept;
    return sum;
  }

  double loss_of(const Coefficients& at, const std::vector<double>& log_odds) const {
    double sum = 0;
    for (std::size_t i = 0; i < log_odds.size(); ++i) sum += log_loss(log_odds[i], left_[i]);
    for (const double b : at.beta) sum += penalty_ * b * b / 2;
    return sum;
  }

  std::vector<double> gradient() const {
    std::vector<double> wrong(design_.rows());
    for (std::size_t i = 0; i < wrong.size(); ++i)
      wrong[i] = metric::sigmoid(log_odds_[i]) - left_[i];
    std::vector<double> result = {std::accumulate(wrong.begin(), wrong.end(), 0.0)};
    const std::vector<double> of_beta = design_.transposed_times(wrong);
    for (std::size_t j = 0; j < of_beta.size(); ++j)
      result.push_back(of_beta[j] + penalty_ * at_.beta[j]);
    return result;
  }

  /// The Hessian where the fit stands.
  void renew() {
    std::vector<double> weights(design_.rows());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double p = metric::sigmoid(log_odds_[i]);
      weights[i] = p * (1 - p);
    }
    const std::size_t columns = design_.columns(), size = columns + 1;
    const std::vector<double> gram = design_.weighted_gram(weights);
    const std::vector<double> border = design_.transposed_times(weights);
    std::vector<double> hessian(size * size);
    hessian[0] = std::accumulate(weights.begin(), weights.end(), 0.0) + 1e-9;
    for (std::size_t j = 0; j < columns; ++j) {
      double* row = &hessian[(j + 1) * size];
      row[0] = border[j];
      for (std::size_t k = 0; k <= j; ++k) row[k + 1] = gram[j * columns + k];
      row[j + 1] += penalty_;
    }
    hessian_.emplace(std::move(hessian), size);
    fresh_ = true;
  }

  /// What the step would gain if the loss were as the Hessian says.
  static double promise(const std::vector<double>& gradient, const std::vector<double>& direction) {
    return std::inner_product(gradient.begin(), gradient.end(), direction.begin(), 0.0) / 2;
  }

  /// False where the loss falls no further in this direction.
  bool step(const std::vector<double>& direction) {
    for (double scale = 1; scale > 1e-6; scale /= 2) {
      Coefficients next = at_;
      next.intercept -= scale * direction[0];
      for (std::size_t j = 0; j < next.beta.size(); ++j) next.beta[j] -= scale * direction[j + 1];
      std::vector<double> log_odds = log_odds_of(next);
      const double loss = loss_of(next, log_odds);
      if (!(loss < loss_)) continue;
      at_ = std::move(next);
      log_odds_ = std::move(log_odds);
      loss_ = loss;
      fresh_ = false;
      return true;
    }
    return false;
  }

  const Design& design_;
  std::span<const std::uint8_t> left_;
  const double penalty_;
  Coefficients at_;
  std::vector<double> log_odds_;
  double loss_ = 0;
  std::optional<Cholesky> hessian_;
  bool fresh_ = false;  ///< the Hessian is that of this place
};

}  // namespace

Coefficients fit_ridge_logistic(const Design& design, std::span<const std::uint8_t> left, double c,
                                Coefficients start) {
  return Fit(design, left, c, std::move(start)).run();
}

Coefficients base_rate_only(const Design& design, std::span<const std::uint8_t> left) {
  const double leavers = std::accumulate(left.begin(), left.end(), 0.0);
  return {metric::logit((leavers + 1) / (static_cast<double>(left.size()) + 2)),
          std::vector<double>(design.columns())};
}

}  // namespace retainwise::learn
