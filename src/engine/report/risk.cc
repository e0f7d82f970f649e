#include "engine/report/risk.h"

#include <algorithm>

namespace retainwise::report {

std::string_view name_of(RiskLevel level) {
  switch (level) {
    case RiskLevel::kHigh: return "high";
    case RiskLevel::kMedium: return "medium";
    case RiskLevel::kLow: break;
  }
  return "low";
}

RiskBands RiskBands::of(std::optional<double> threshold, double base_rate) {
  if (!threshold) return {std::nullopt, 0};
  return {threshold, std::min(base_rate, *threshold / 2)};
}

RiskLevel RiskBands::level(double probability) const {
  if (high_from && probability >= *high_from) return RiskLevel::kHigh;
  return probability >= medium_from ? RiskLevel::kMedium : RiskLevel::kLow;
}

std::vector<std::uint32_t> ranks(std::span<const double> probability,
                                 std::span<const roles::State> states) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < states.size(); ++row) {
    if (states[row] != roles::State::kLeft) order.push_back(row);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return probability[a] > probability[b];
  });
  std::vector<std::uint32_t> rank(states.size(), 0);
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i + 1;
  return rank;
}

}  // namespace retainwise::report
