#include "engine/metric/decision.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace retainwise::metric {
namespace {

double f1_of(double true_positive, double false_positive, double false_negative) {
  const double both = 2 * true_positive + false_positive + false_negative;
  return both > 0 ? 2 * true_positive / both : std::numeric_limits<double>::quiet_NaN();
}

double f1_of_draw(std::span<const double> probability, Outcomes left, double threshold,
                  Draw times) {
  double true_positive = 0, false_positive = 0, false_negative = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool called = probability[i] >= threshold;
    if (called && left[i] != 0) true_positive += times[i];
    if (called && left[i] == 0) false_positive += times[i];
    if (!called && left[i] != 0) false_negative += times[i];
  }
  return f1_of(true_positive, false_positive, false_negative);
}

}  // namespace

Confusion confusion(std::span<const double> probability, Outcomes left, double threshold) {
  Confusion result;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool called = probability[i] >= threshold;
    if (left[i] != 0) ++(called ? result.true_positive : result.false_negative);
    if (left[i] == 0) ++(called ? result.false_positive : result.true_negative);
  }
  return result;
}

MaybeFigure accuracy(const Confusion& c) {
  return wilson(c.true_positive + c.true_negative,
                c.true_positive + c.true_negative + c.false_positive + c.false_negative);
}

MaybeFigure precision(const Confusion& c) {
  return wilson(c.true_positive, c.true_positive + c.false_positive);
}

MaybeFigure recall(const Confusion& c) {
  return wilson(c.true_positive, c.true_positive + c.false_negative);
}

MaybeFigure f1(std::span<const double> probability, Outcomes left, double threshold,
               std::uint64_t seed) {
  const Confusion c = confusion(probability, left, threshold);
  const double value =
      f1_of(static_cast<double>(c.true_positive), static_cast<double>(c.false_positive),
            static_cast<double>(c.false_negative));
  return bootstrap(value, left, seed,
                   [&](Draw times) { return f1_of_draw(probability, left, threshold, times); });
}

std::optional<double> best_f1_threshold(std::span<const double> probability, Outcomes left) {
  std::vector<std::uint32_t> order(left.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return probability[a] != probability[b] ? probability[a] > probability[b] : a < b;
  });
  const auto positives = static_cast<double>(std::accumulate(left.begin(), left.end(), 0));
  if (positives == 0 || positives == static_cast<double>(left.size())) return std::nullopt;
  double called = 0, hits = 0, best = -1, threshold = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    called += 1;
    hits += left[order[i]];
    const bool last = i + 1 == order.size();
    const double here = probability[order[i]];
    const double next = last ? here : probability[order[i + 1]];
    if (!last && next == here) continue;
    const double f = f1_of(hits, called - hits, positives - hits);
    if (f <= best) continue;
    best = f;
    threshold = next + (here - next) / 2;
  }
  return threshold;
}

}  // namespace retainwise::metric
