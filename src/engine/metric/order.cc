#include "engine/metric/order.h"

#include <algorithm>
#include <numeric>

namespace retainwise::metric {

Order riskiest_first(std::span<const double> score) {
  Order order(score.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return score[a] != score[b] ? score[a] > score[b] : a < b;
  });
  return order;
}

}  // namespace retainwise::metric
