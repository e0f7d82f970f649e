#include "engine/metric/decision.h"

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

#include "engine/metric/order.h"

namespace retainwise::metric {
namespace {

double f1_of(double true_positive, double false_positive, double false_negative) {
  const double both = 2 * true_positive + false_positive + false_negative;
  return both > 0 ? 2 * true_positive / both : std::numeric_limits<double>::quiet_NaN();
}

double f1_of_draw(Calls called, Outcomes left, Draw times) {
  double true_positive = 0, false_positive = 0, false_negative = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (called[i] != 0 && left[i] != 0) true_positive += times[i];
    if (called[i] != 0 && left[i] == 0) false_positive += times[i];
    if (called[i] == 0 && left[i] != 0) false_negative += times[i];
  }
  return f1_of(true_positive, false_positive, false_negative);
}

/// `order`: the rows that count, riskiest first.
std::optional<double> best_threshold(std::span<const double> probability, Outcomes left,
                                     const Order& order) {
  double positives = 0;
  for (const std::uint32_t row : order) positives += left[row];
  if (positives == 0 || positives == static_cast<double>(order.size())) return std::nullopt;
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

}  // namespace

std::vector<std::uint8_t> called_at(std::span<const double> probability, double threshold) {
  std::vector<std::uint8_t> called;
  for (const double p : probability) called.push_back(p >= threshold ? 1 : 0);
  return called;
}

std::vector<std::uint8_t> called_by_other_folds(std::span<const double> probability, Outcomes left,
                                                std::span<const std::uint8_t> fold) {
  const Order order = riskiest_first(probability);
  const double of_all = best_threshold(probability, left, order).value_or(0.5);
  std::map<std::uint8_t, double> thresholds;
  for (const std::uint8_t one : fold) thresholds.emplace(one, of_all);
  for (auto& [one, threshold] : thresholds) {
    Order others;
    for (const std::uint32_t row : order) {
      if (fold[row] != one) others.push_back(row);
    }
    threshold = best_threshold(probability, left, others).value_or(of_all);
  }
  std::vector<std::uint8_t> called;
  for (std::size_t row = 0; row < left.size(); ++row) {
    called.push_back(probability[row] >= thresholds.at(fold[row]) ? 1 : 0);
  }
  return called;
}

Confusion confusion(Calls called, Outcomes left) {
  Confusion result;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] != 0) ++(called[i] != 0 ? result.true_positive : result.false_negative);
    if (left[i] == 0) ++(called[i] != 0 ? result.false_positive : result.true_negative);
  }
  return result;
}

Confusion confusion(std::span<const double> probability, Outcomes left, double threshold) {
  return confusion(called_at(probability, threshold), left);
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

MaybeFigure f1(Calls called, Outcomes left, std::uint64_t seed) {
  const Confusion c = confusion(called, left);
  const double value =
      f1_of(static_cast<double>(c.true_positive), static_cast<double>(c.false_positive),
            static_cast<double>(c.false_negative));
  return bootstrap(value, left, seed, [&](Draw times) { return f1_of_draw(called, left, times); });
}

std::optional<double> best_f1_threshold(std::span<const double> probability, Outcomes left) {
  return best_threshold(probability, left, riskiest_first(probability));
}

}  // namespace retainwise::metric
