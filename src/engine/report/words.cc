#include "engine/report/words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"

namespace retainwise::report {
namespace {

constexpr double kSmallestMove = 1.01;
/// A cell's text is cut to so many bytes inside a reason.
constexpr std::size_t kLongestValue = 60;

std::string number_of(double factor) {
  if (factor >= 9.95) return format_fixed(factor, 0);
  if (factor >= 1.995) return format_fixed(factor, 1);
  if (factor >= 0.0995) return format_fixed(factor, 2);
  if (factor >= 0.00995) return format_fixed(factor, 3);
  return "under 0.01";
}

std::string named(const NamedReason& reason, bool with_unit) {
  const std::string what = reason.column + " = " + shortened(reason.value, kLongestValue) + " (";
  if (reason.points) return what + std::to_string(*reason.points) + (with_unit ? " points)" : ")");
  return what + number_of(reason.factor) + (with_unit ? " × the odds)" : " ×)");
}

std::string listed(std::span<const NamedReason> reasons, bool with_unit) {
  std::string text;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (i > 0) text += i + 1 == reasons.size() ? " and " : ", ";
    text += named(reasons[i], with_unit && i == 0);
  }
  return text;
}

std::string opening(roles::State state, double probability) {
  const std::string percent = percent_text(probability);
  if (state == roles::State::kLeft) return "Has left; the model gave " + percent + ": ";
  return percent + " likely to leave: ";
}

/// Nothing takes points away, so nothing keeps.
RowReasons pick_points(std::span<const float> points, std::span<const std::size_t> order) {
  RowReasons out;
  for (std::size_t i = 0; i < order.size() && out.reasons.size() < kReasons; ++i) {
    if (points[order[i]] <= 0) break;
    out.reasons.push_back(reason_of(order[i], points[order[i]], Unit::kPoints));
  }
  return out;
}

std::string points_text(int points) {
  return std::to_string(points) + (points == 1 ? " point" : " points");
}

}  // namespace

Reason reason_of(std::size_t input, float share, Unit unit) {
  if (unit == Unit::kPoints) return {input, 1, static_cast<int>(share)};
  return {input, std::exp(static_cast<double>(share))};
}

RowReasons pick(std::span<const float> reasons, Unit unit) {
  std::vector<std::size_t> order(reasons.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return reasons[a] > reasons[b]; });
  if (unit == Unit::kPoints) return pick_points(reasons, order);
  const auto factor = [&](std::size_t input) {
    return std::exp(static_cast<double>(reasons[input]));
  };
  RowReasons out;
  for (std::size_t i = 0; i < order.size() && out.reasons.size() < kReasons; ++i) {
    if (factor(order[i]) < kSmallestMove) break;
    out.reasons.push_back({order[i], factor(order[i])});
  }
  for (std::size_t i = order.size(); i-- > 0 && out.keeps.size() < kKeeps;) {
    if (factor(order[i]) > 1 / kSmallestMove) break;
    out.keeps.push_back({order[i], factor(order[i])});
  }
  return out;
}

std::string factor_text(double factor) {
  return number_of(factor) + " × the odds";
}

std::string reason_text(std::string_view column, std::string_view value, double factor) {
  return std::string(column) + " = " + shortened(value, kLongestValue) + ": " + factor_text(factor);
}

std::string reason_text(const NamedReason& reason) {
  if (!reason.points) return reason_text(reason.column, reason.value, reason.factor);
  return reason.column + " = " + shortened(reason.value, kLongestValue) + ": " +
         points_text(*reason.points);
}

Json to_json(const NamedReason& reason) {
  Json out = {{"column", reason.column}, {"value", reason.value}};
  out["factor"] = reason.points ? Json(nullptr) : Json(reason.factor);
  if (reason.points) out["points"] = *reason.points;
  return out;
}

std::string percent_text(double probability) {
  if (probability < 0.01) return "under 1%";
  if (probability > 0.99) return "over 99%";
  return format_fixed(100 * probability, 0) + "%";
}

std::string explanation_of_chance(double probability) {
  return "No better than chance: the columns do not tell who will leave, so the " +
         percent_text(probability) + " here and its reasons mean nothing yet.";
}

std::string explanation(roles::State state, double probability,
                        std::span<const NamedReason> reasons, std::span<const NamedReason> keeps) {
  std::string text = opening(state, probability);
  if (reasons.empty() && keeps.empty()) return text + "nothing sets this customer apart.";
  if (reasons.empty()) {
    text += "nothing raises the risk";
  } else {
    text += listed(reasons, true) + (reasons.size() == 1 ? " raises the risk" : " raise the risk");
  }
  if (keeps.empty()) return text + "; nothing lowers it.";
  return text + "; " + listed(keeps, reasons.empty()) +
         (keeps.size() == 1 ? " lowers it." : " lower it.");
}

std::string explanation_of_points(roles::State state, int points, int most,
                                  std::span<const NamedReason> reasons) {
  std::string text = state == roles::State::kLeft ? "Has left; the scorecard gave " : "";
  text += std::to_string(points) + " of " + points_text(most) + ": ";
  if (reasons.empty()) return text + "none of the known signals of leaving.";
  return text + listed(reasons, true) + (reasons.size() == 1 ? " counts." : " count.");
}

}  // namespace retainwise::report
