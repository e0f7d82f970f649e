#pragma once
/// Rows from the highest score down, and the runs of equal scores among them.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace retainwise::metric {

using Order = std::vector<std::uint32_t>;

/// Row numbers, the highest score first; equal scores by row.
Order riskiest_first(std::span<const double> score);

/// Calls visit(first, last) for every run of equal scores order[first, last).
template <class Visit>
void for_each_tie(const Order& order, std::span<const double> score, const Visit& visit) {
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && score[order[last]] == score[order[first]]) ++last;
    visit(first, last);
    first = last;
  }
}

}  // namespace retainwise::metric
