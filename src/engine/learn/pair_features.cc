#include "engine/learn/pair_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace retainwise::learn {
namespace {

using Kind = model::Feature::Kind;

constexpr double kNearlyEqual = 0.95;
constexpr std::size_t kRowsForCorrelation = 2048;

struct Candidate {
  model::Feature feature;
  double gain = 0;  ///< above the best of its columns
};

double value_of(Kind kind, double a, double b, double c) {
  switch (kind) {
    case Kind::kRatio: return b == 0 ? std::numeric_limits<double>::quiet_NaN() : a / b;
    case Kind::kProduct: return a * b;
    case Kind::kPlus: return a + b;
    case Kind::kMinus: return a - b;
    default: return a - b * c;
  }
}

/// Pearson's, of a and b · c, on rows where all three are known.
double correlation(const NumberColumn& a, const NumberColumn& b, const NumberColumn& c) {
  const std::size_t rows = a.values.size();
  const std::size_t step = (rows + kRowsForCorrelation - 1) / kRowsForCorrelation;
  double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (std::size_t i = 0; i < rows; i += step) {
    const double x = a.values[i], y = b.values[i] * c.values[i];
    if (std::isnan(x) || std::isnan(y)) continue;
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  const double spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
  return spread > 0 ? (n * sxy - sx * sy) / std::sqrt(spread) : 0;
}

class Search {
 public:
  Search(std::span<const NumberColumn> columns, const Slopes& slopes)
      : columns_(columns), slopes_(slopes), values_(slopes.gradient.size()) {
    for (const NumberColumn& column : columns_) own_.push_back(best_gain(column.values, slopes));
    smallest_ = 3 * std::sqrt(static_cast<double>(values_.size()) / 4000);
  }

  std::vector<model::Feature> run() {
    for (std::size_t a = 0; a < columns_.size(); ++a)
      for (std::size_t b = a + 1; b < columns_.size(); ++b) {
        const Candidate up = candidate(Kind::kRatio, {a, b}),
                        down = candidate(Kind::kRatio, {b, a});
        keep(up.gain >= down.gain ? up : down);
        for (const Kind kind : {Kind::kProduct, Kind::kPlus, Kind::kMinus})
          keep(candidate(kind, {a, b}));
      }
    for (std::size_t a = 0; a < columns_.size(); ++a) residuals_of(a);
    std::stable_sort(kept_.begin(), kept_.end(),
                     [](const Candidate& x, const Candidate& y) { return x.gain > y.gain; });
    if (kept_.size() > kMostPairFeatures) kept_.resize(kMostPairFeatures);
    std::vector<model::Feature> features;
    for (Candidate& found : kept_) features.push_back(std::move(found.feature));
    return features;
  }

 private:
  void residuals_of(std::size_t a) {
    for (std::size_t b = 0; b < columns_.size(); ++b)
      for (std::size_t c = b + 1; c < columns_.size(); ++c)
        if (a != b && a != c &&
            std::abs(correlation(columns_[a], columns_[b], columns_[c])) > kNearlyEqual)
          keep(candidate(Kind::kResidual, {a, b, c}));
  }

  Candidate candidate(Kind kind, const std::vector<std::size_t>& places) {
    const auto& a = columns_[places[0]].values;
    const auto& b = columns_[places[1]].values;
    const auto& c = columns_[places.back()].values;
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = value_of(kind, a[i], b[i], c[i]);
    Candidate made;
    made.feature.kind = kind;
    made.gain = best_gain(values_, slopes_);
    double best_own = 0;
    for (const std::size_t place : places) {
      made.feature.columns.push_back(columns_[place].input);
      best_own = std::max(best_own, own_[place]);
    }
    made.gain -= best_own;
    return made;
  }

  void keep(const Candidate& found) {
    if (found.gain > smallest_) kept_.push_back(found);
  }

  std::span<const NumberColumn> columns_;
  const Slopes& slopes_;
  std::vector<double> own_;     ///< best gain of each column alone
  std::vector<double> values_;  ///< of the candidate in hand
  double smallest_ = 0;
  std::vector<Candidate> kept_;
};

}  // namespace

std::vector<model::Feature> pair_features(std::span<const NumberColumn> columns,
                                          const Slopes& slopes) {
  return Search(columns, slopes).run();
}

}  // namespace retainwise::learn
