#include "engine/metric/curves.h"

#include <algorithm>

#include "engine/metric/order.h"

namespace retainwise::metric {
namespace {

constexpr double kRocStep = 0.02;
constexpr double kPrStep = 0.01;
constexpr std::size_t kCuts = 100;

/// So many rows from the riskiest down, and how many of them left; only between distinct scores.
struct Reached {
  std::size_t rows = 0, left = 0;
  double lowest = 0;  ///< score of the last of them
};

std::vector<Reached> steps(std::span<const double> score, Outcomes left) {
  std::vector<Reached> out;
  Reached so_far;
  const Order order = riskiest_first(score);
  for_each_tie(order, score, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) so_far.left += left[order[i]];
    so_far.rows = last;
    so_far.lowest = score[order[first]];
    out.push_back(so_far);
  });
  return out;
}

/// Of one that flags all rows.
bool both_classes(const std::vector<Reached>& steps) {
  return !steps.empty() && steps.back().left > 0 && steps.back().left < steps.back().rows;
}

double share(std::size_t part, std::size_t of) {
  return static_cast<double>(part) / static_cast<double>(of);
}

Cut cut_at(double threshold, const Reached& flagged, const Reached& all, const Weights& weights) {
  Cut cut;
  cut.threshold = threshold;
  cut.true_positive = weights.left * static_cast<double>(flagged.left);
  cut.false_positive = weights.stayed * static_cast<double>(flagged.rows - flagged.left);
  cut.false_negative = weights.left * static_cast<double>(all.left - flagged.left);
  cut.true_negative =
      weights.stayed * static_cast<double>(all.rows - all.left) - cut.false_positive;
  return cut;
}

/// Places in `steps`: the first that reaches each further hundredth of the rows.
std::vector<std::size_t> by_hundredths(const std::vector<Reached>& steps) {
  std::vector<std::size_t> places;
  std::size_t next = 1;
  for (std::size_t place = 0; place < steps.size(); ++place) {
    if (steps[place].rows * kCuts < next * steps.back().rows) continue;
    places.push_back(place);
    next = steps[place].rows * kCuts / steps.back().rows + 1;
  }
  return places;
}

/// Those at or above `threshold`.
Reached reached_at(const std::vector<Reached>& steps, double threshold) {
  const auto below = std::find_if(steps.begin(), steps.end(),
                                  [&](const Reached& step) { return step.lowest < threshold; });
  return below == steps.begin() ? Reached() : *(below - 1);
}

/// Into the place that its threshold has among them.
void put_used(std::vector<Cut>& cuts, const Cut& used) {
  const auto same = std::find_if(cuts.begin(), cuts.end(), [&](const Cut& cut) {
    return cut.true_positive == used.true_positive && cut.false_positive == used.false_positive;
  });
  if (same != cuts.end()) {
    *same = used;
    return;
  }
  const auto lower = std::find_if(cuts.begin(), cuts.end(),
                                  [&](const Cut& cut) { return cut.threshold < used.threshold; });
  cuts.insert(lower, used);
}

}  // namespace

std::vector<RocPoint> roc_curve(std::span<const double> score, Outcomes left) {
  const std::vector<Reached> exact = steps(score, left);
  if (!both_classes(exact)) return {};
  const Reached& all = exact.back();
  std::vector<RocPoint> points = {RocPoint()};
  for (const Reached& step : exact) {
    const RocPoint here{share(step.rows - step.left, all.rows - all.left),
                        share(step.left, all.left)};
    const double moved = here.false_positive_rate - points.back().false_positive_rate +
                         here.true_positive_rate - points.back().true_positive_rate;
    if (moved >= kRocStep || step.rows == all.rows) points.push_back(here);
  }
  return points;
}

std::vector<PrPoint> pr_curve(std::span<const double> score, Outcomes left) {
  const std::vector<Reached> exact = steps(score, left);
  if (!both_classes(exact)) return {};
  const std::size_t all = exact.back().left;
  std::vector<PrPoint> points;
  for (const Reached& step : exact) {
    const PrPoint here{share(step.left, all), share(step.left, step.rows)};
    const double reached = points.empty() ? -1 : points.back().recall;
    const bool whole = step.left == all && reached < 1;
    if (here.recall - reached >= kPrStep || whole) points.push_back(here);
  }
  return points;
}

Weights weighted_to(double rate, Outcomes left) {
  const auto rows = static_cast<double>(left.size());
  const auto gone = static_cast<double>(std::count(left.begin(), left.end(), 1));
  return {rate * rows / gone, (1 - rate) * rows / (rows - gone)};
}

std::optional<double> Cut::precision() const {
  if (flagged() == 0) return std::nullopt;
  return true_positive / flagged();
}

std::vector<Cut> cuts(std::span<const double> probability, Outcomes left, const Weights& weights,
                      std::optional<double> used) {
  const std::vector<Reached> exact = steps(probability, left);
  if (!both_classes(exact)) return {};
  std::vector<Cut> out;
  for (const std::size_t place : by_hundredths(exact)) {
    const double here = exact[place].lowest;
    const double next = place + 1 < exact.size() ? exact[place + 1].lowest : here;
    out.push_back(cut_at(next + (here - next) / 2, exact[place], exact.back(), weights));
  }
  if (used) put_used(out, cut_at(*used, reached_at(exact, *used), exact.back(), weights));
  return out;
}

}  // namespace retainwise::metric
