/// The program's operator new (src/app/large_blocks.cc), which this test is linked with.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <vector>

namespace retainwise::app {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20U;

TEST(LargeBlocks, StartAtAHugePageAndHoldEveryByte) {
  for (const std::size_t bytes : {kHugePage / 2, kHugePage - 1, kHugePage + 1, 5 * kHugePage}) {
    std::vector<char> block(bytes, 'x');
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block.data()) % kHugePage, 0U) << bytes;
    block.resize(bytes + kHugePage, 'y');
    EXPECT_EQ(block[bytes - 1], 'x');
    EXPECT_EQ(block.back(), 'y');
  }
}

TEST(LargeBlocks, SmallOnesStayDense) {
  const auto first = std::make_unique<int>(1);
  const auto second = std::make_unique<int>(2);
  const auto distance =
      reinterpret_cast<std::intptr_t>(second.get()) - reinterpret_cast<std::intptr_t>(first.get());
  EXPECT_LT(std::abs(distance), static_cast<std::intptr_t>(kHugePage));
}

TEST(LargeBlocks, ThrowWhereThereIsNoRoom) {
  const volatile std::size_t too_much = std::numeric_limits<std::ptrdiff_t>::max();
  EXPECT_THROW(::operator delete(::operator new(too_much)), std::bad_alloc);
  EXPECT_THROW(::operator delete(::operator new(too_much - 4096)), std::bad_alloc);
}

}  // namespace
}  // namespace retainwise::app
