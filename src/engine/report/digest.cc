#include "engine/report/digest.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace retainwise::report {
namespace {

constexpr std::size_t kSlots = kReasons + kKeeps;
constexpr std::size_t kNarrowPlaces = std::numeric_limits<std::uint16_t>::max();

std::vector<std::uint32_t> evenly_spread(std::size_t rows) {
  const std::size_t count = std::min(rows, kSampledRows);
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(static_cast<std::uint32_t>(i * rows / count));
  return out;
}

}  // namespace

Digest::Digest(std::size_t rows, std::size_t inputs, Unit unit)
    : unit_(unit),
      log_odds_(rows),
      sums_(inputs),
      shares_(rows * kSlots),
      sampled_(evenly_spread(rows)),
      sample_(sampled_.size() * inputs) {
  if (inputs <= kNarrowPlaces) {
    places_.resize(rows * kSlots);
  } else {
    wide_places_.resize(rows * kSlots);
  }
}

Digest Digest::of(const score::Scores& scores, Unit unit) {
  Digest out(scores.rows(), scores.inputs(), unit);
  out.take(0, scores);
  return out;
}

void Digest::take(std::size_t first, const score::Scores& scores) {
  for (std::size_t i = 0; i < scores.rows(); ++i) {
    const std::size_t row = first + i;
    const std::span<const float> reasons = scores.reasons(i);
    log_odds_[row] = scores.log_odds(i);
    for (std::size_t f = 0; f < reasons.size(); ++f)
      sums_[f] += std::abs(static_cast<double>(reasons[f]));
    keep_picked(row, reasons);
    if (next_sampled_ == sampled_.size() || sampled_[next_sampled_] != row) continue;
    std::copy(reasons.begin(), reasons.end(),
              sample_.begin() + static_cast<std::ptrdiff_t>(next_sampled_ * inputs()));
    ++next_sampled_;
  }
}

/// The reasons from the front of the row's slots, the keeps behind them.
void Digest::keep_picked(std::size_t row, std::span<const float> reasons) {
  const RowReasons picked = pick(reasons, unit_);
  const auto keep = [&](const std::vector<Reason>& named, std::size_t slot) {
    for (const Reason& reason : named) {
      shares_[slot] = reasons[reason.input];
      if (places_.empty()) {
        wide_places_[slot] = static_cast<std::uint32_t>(reason.input);
      } else {
        places_[slot] = static_cast<std::uint16_t>(reason.input);
      }
      ++slot;
    }
  };
  keep(picked.reasons, row * kSlots);
  keep(picked.keeps, row * kSlots + kReasons);
}

RowReasons Digest::picked(std::size_t row) const {
  RowReasons out;
  for (std::size_t i = 0; i < kSlots; ++i) {
    const std::size_t slot = row * kSlots + i;
    const float share = shares_[slot];
    if (share == 0) continue;
    const std::size_t input = places_.empty() ? wide_places_[slot] : places_[slot];
    (i < kReasons ? out.reasons : out.keeps).push_back(reason_of(input, share, unit_));
  }
  return out;
}

std::vector<double> probabilities(const Digest& digest) {
  std::vector<double> out;
  out.reserve(digest.rows());
  for (const double log_odds : digest.log_odds()) out.push_back(score::probability_of(log_odds));
  return out;
}

}  // namespace retainwise::report
