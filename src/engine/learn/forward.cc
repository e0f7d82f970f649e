#include "engine/learn/forward.h"

#include <algorithm>
#include <cmath>

#include "engine/roles/roles.h"

namespace retainwise::learn {
namespace {

constexpr double kPast = 0.8;

struct Counts {
  std::size_t left = 0, stayed = 0;
  void add(std::uint8_t outcome) { ++(outcome != 0 ? left : stayed); }
  bool enough() const { return std::min(left, stayed) >= roles::kMinimumPerClass; }
};

}  // namespace

std::optional<Ages> part_by_age(const table::Column& date, const Labelled& labelled) {
  std::vector<double> days;
  for (const std::uint32_t row : labelled.rows)
    if (!std::isnan(date.numbers()[row])) days.push_back(std::floor(date.numbers()[row]));
  if (days.empty()) return std::nullopt;
  std::sort(days.begin(), days.end());
  const double from = days[static_cast<std::size_t>(kPast * static_cast<double>(days.size()))];
  Ages ages{{static_cast<std::int32_t>(from)}, {}, {}};
  Counts past, future;
  for (std::uint32_t i = 0; i < labelled.size(); ++i) {
    const double day = date.numbers()[labelled.rows[i]];
    ages.training.push_back(day < from);
    if (day < from) past.add(labelled.left[i]);
    if (day >= from) {
      ages.held_out.push_back(i);
      future.add(labelled.left[i]);
    }
  }
  if (!past.enough() || !future.enough()) return std::nullopt;
  return ages;
}

}  // namespace retainwise::learn
