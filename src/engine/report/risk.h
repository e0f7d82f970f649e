#pragma once
/// From probabilities to bands and to the order of the list.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/roles/roles.h"

namespace retainwise::report {

/// The number is part of docs/formats/customers.md.
enum class RiskLevel : std::uint8_t { kLow = 0, kMedium = 1, kHigh = 2 };
/// "low" "medium" "high".
std::string_view name_of(RiskLevel level);

/// High: at or above the threshold. Medium: below it, and at or above the base rate or half the
/// threshold, whichever is lower. Low: the rest. Without a threshold everybody is medium: the
/// scores tell nobody apart.
struct RiskBands {
  std::optional<double> high_from = 0.5;
  double medium_from = 0.25;

  static RiskBands of(std::optional<double> threshold, double base_rate);
  RiskLevel level(double probability) const;
};

/// Customers who can still be kept (active and unknown) from 1 = most likely to leave; of equals
/// the one that stands first in the file. 0 for those who left.
std::vector<std::uint32_t> ranks(std::span<const double> probability,
                                 std::span<const roles::State> states);

}  // namespace retainwise::report
