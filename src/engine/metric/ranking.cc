#include "engine/metric/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/metric/order.h"

namespace retainwise::metric {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kZ = 1.959963984540054;  // two-sided 95 %

struct Classes {
  double left = 0, stayed = 0;
  bool both() const { return left > 0 && stayed > 0; }
};

Classes count(Outcomes left) {
  Classes classes;
  for (const std::uint8_t l : left) (l != 0 ? classes.left : classes.stayed) += 1;
  return classes;
}

/// For a row of one class, the share of the other class that it is rightly apart from (DeLong's
/// structural components); their mean in either class is the AUC.
struct Components {
  std::vector<double> left, stayed;
};

Components components(std::span<const double> score, Outcomes left, const Classes& classes) {
  Components result;
  double left_above = 0, stayed_above = 0;
  const Order order = riskiest_first(score);
  for_each_tie(order, score, [&](std::size_t first, std::size_t last) {
    double left_here = 0;
    for (std::size_t i = first; i < last; ++i) left_here += left[order[i]];
    const double stayed_here = static_cast<double>(last - first) - left_here;
    const double of_left = (classes.stayed - stayed_above - stayed_here / 2) / classes.stayed;
    const double of_stayed = (left_above + left_here / 2) / classes.left;
    for (std::size_t i = first; i < last; ++i)
      (left[order[i]] != 0 ? result.left.push_back(of_left) : result.stayed.push_back(of_stayed));
    left_above += left_here;
    stayed_above += stayed_here;
  });
  return result;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  return squares / static_cast<double>(values.size() - 1);
}

/// Σ precision · step of recall, one step a run of equal scores.
double average_precision(const Order& order, std::span<const double> score, Outcomes left,
                         Draw times) {
  double hits = 0, seen = 0, area = 0;
  for_each_tie(order, score, [&](std::size_t first, std::size_t last) {
    double hits_here = 0;
    for (std::size_t i = first; i < last; ++i) {
      const double weight = times.empty() ? 1 : times[order[i]];
      seen += weight;
      hits_here += weight * left[order[i]];
    }
    hits += hits_here;
    if (seen > 0) area += hits_here * hits / seen;
  });
  return hits > 0 ? area / hits : kNan;
}

/// Customers who left among the first `rows` of `order`, ties shared evenly.
double left_among_first(const Order& order, std::span<const double> score, Outcomes left,
                        Draw times, double rows) {
  double taken = 0, hits = 0;
  for_each_tie(order, score, [&](std::size_t first, std::size_t last) {
    if (taken >= rows) return;
    double weight_here = 0, hits_here = 0;
    for (std::size_t i = first; i < last; ++i) {
      const double weight = times.empty() ? 1 : times[order[i]];
      weight_here += weight;
      hits_here += weight * left[order[i]];
    }
    if (weight_here == 0) return;
    const double share = std::min(1.0, (rows - taken) / weight_here);
    hits += hits_here * share;
    taken += weight_here * share;
  });
  return hits;
}

}  // namespace

double auc(std::span<const double> score, Outcomes left) {
  const Classes classes = count(left);
  if (!classes.both()) return kNan;
  const Order order = riskiest_first(score);
  double stayed_above = 0, wrong = 0;
  for_each_tie(order, score, [&](std::size_t first, std::size_t last) {
    double left_here = 0;
    for (std::size_t i = first; i < last; ++i) left_here += left[order[i]];
    const double stayed_here = static_cast<double>(last - first) - left_here;
    wrong += left_here * (stayed_above + stayed_here / 2);
    stayed_above += stayed_here;
  });
  return 1 - wrong / (classes.left * classes.stayed);
}

MaybeFigure roc_auc(std::span<const double> score, Outcomes left) {
  const Classes classes = count(left);
  if (!classes.both()) return std::nullopt;
  const Components apart = components(score, left, classes);
  const double value = auc(score, left);
  const double half =
      kZ * std::sqrt(variance(apart.left) / classes.left + variance(apart.stayed) / classes.stayed);
  return Figure{value, std::max(0.0, value - half), std::min(1.0, value + half), "DeLong"};
}

MaybeFigure pr_auc(std::span<const double> score, Outcomes left, std::uint64_t seed) {
  if (!count(left).both()) return std::nullopt;
  const Order order = riskiest_first(score);
  return bootstrap(average_precision(order, score, left, {}), left, seed,
                   [&](Draw times) { return average_precision(order, score, left, times); });
}

std::vector<Decile> deciles(std::span<const double> score, Outcomes left) {
  const Classes classes = count(left);
  if (left.size() < 10 || classes.left == 0) return {};
  const Order order = riskiest_first(score);
  const double rate = classes.left / static_cast<double>(left.size());
  std::vector<Decile> result;
  double left_before = 0;
  for (std::size_t d = 1; d <= 10; ++d) {
    const std::size_t from = (d - 1) * left.size() / 10, to = d * left.size() / 10;
    const double left_until = left_among_first(order, score, left, {}, static_cast<double>(to));
    Decile decile{static_cast<int>(d), to - from, left_until - left_before, 0, 0};
    decile.share_of_left = left_until / classes.left;
    decile.lift = decile.left / static_cast<double>(decile.rows) / rate;
    left_before = left_until;
    result.push_back(decile);
  }
  return result;
}

MaybeFigure lift_at_10(std::span<const double> score, Outcomes left, std::uint64_t seed) {
  const Classes classes = count(left);
  if (left.size() < 10 || classes.left == 0) return std::nullopt;
  const Order order = riskiest_first(score);
  const std::size_t rows = left.size() / 10;
  const auto tenth = static_cast<double>(rows);
  const double rate = classes.left / static_cast<double>(left.size());
  auto lift = [&](Draw times) {
    return left_among_first(order, score, left, times, tenth) / tenth / rate;
  };
  return bootstrap(lift({}), left, seed, lift);
}

}  // namespace retainwise::metric
