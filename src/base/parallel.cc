#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace retainwise {

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  auto drain = [&]() noexcept {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  const std::size_t helpers = std::min<std::size_t>(std::max(threads, 1U), count);
  std::vector<std::jthread> crew;
  for (std::size_t i = 1; i < helpers; ++i) crew.emplace_back(drain);
  drain();
}

}  // namespace retainwise
