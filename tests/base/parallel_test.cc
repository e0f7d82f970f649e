#include "base/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <vector>

namespace retainwise {
namespace {

TEST(ParallelFor, DoesEachIndexOnceWhateverTheNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 8U, 64U}) {
    std::vector<std::atomic<int>> done(1000);
    parallel_for(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_TRUE(std::all_of(done.begin(), done.end(), [](const auto& count) { return count == 1; }))
        << threads << " threads";
  }
}

TEST(ParallelFor, OfNothingCallsNothing) {
  parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

TEST(ParallelFor, WorksOnSeveralIndicesAtOnce) {
  // Index 0 waits for index 1: this ends only where two threads work.
  std::atomic<bool> second_ran{false};
  parallel_for(2, 2, [&](std::size_t i) {
    if (i == 1) {
      second_ran = true;
      second_ran.notify_all();
    } else {
      second_ran.wait(false);
    }
  });
  EXPECT_TRUE(second_ran);
}

}  // namespace
}  // namespace retainwise
