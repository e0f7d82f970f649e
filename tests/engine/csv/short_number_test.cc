#include "engine/csv/short_number.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <string>

#include "base/random.h"

namespace retainwise::csv {
namespace {

bool read(std::string_view cell, PlainNumber& number) {
  char bytes[32];
  std::memset(bytes, '7', sizeof bytes);  // what stands behind a cell is of no account
  std::memcpy(bytes, cell.data(), cell.size());
  return short_number(bytes, cell.size(), number);
}

/// Whatever short_number takes, plain_number takes with the same bits.
void expect_same(const std::string& cell) {
  PlainNumber number;
  if (!read(cell, number)) return;
  const std::optional<PlainNumber> plain = plain_number(cell);
  ASSERT_TRUE(plain) << cell;
  EXPECT_EQ(std::bit_cast<std::uint64_t>(number.value), std::bit_cast<std::uint64_t>(plain->value))
      << cell;
  EXPECT_EQ(number.open, plain->open) << cell;
  EXPECT_EQ(number.dotted, plain->dotted) << cell;
}

TEST(ShortNumber, TakesDigitsWithOnePointAndAMinus) {
  for (const char* cell : {"0", "7", "-0", "29.85", "1889.5", "0.125", "1.234", "-12.5", "12.000",
                           "123456789012345", "-12345678901234", "1234567.8901234", "0.00000000001",
                           "99999999", "100000000", "-99999.999999999"}) {
    PlainNumber number;
    EXPECT_TRUE(read(cell, number)) << cell;
    expect_same(cell);
  }
}

TEST(ShortNumber, LeavesEverythingElseToPlainNumber) {
  for (const char* cell : {"",
                           "-",
                           ".",
                           "-.",
                           "1.",
                           ".5",
                           "1..2",
                           "1.2.3",
                           "00",
                           "01",
                           "00.5",
                           "-01",
                           "--1",
                           "+1",
                           "1-",
                           "1e5",
                           "1,5",
                           " 1",
                           "1 ",
                           "12a",
                           "1/2",
                           "1:2",
                           "/",
                           ":",
                           "1234567890123456",
                           "12345678901234567",
                           "\xB1\xB2",
                           "NaN"}) {
    PlainNumber number;
    EXPECT_FALSE(read(cell, number)) << cell;
  }
}

TEST(ShortNumber, AgreesWithPlainNumberOnRandomCells) {
  SeededRandom random(3);
  const std::string_view letters = "0123456789012345678901234567890123456789.-e,:/ a\xB9";
  for (int round = 0; round < 200'000; ++round) {
    std::string cell;
    const std::uint64_t length = random.below(18);
    for (std::uint64_t i = 0; i < length; ++i) {
      cell += letters[random.below(round % 2 == 0 ? 41 : letters.size())];
    }
    expect_same(cell);
    // Every plain number that is short enough and has no exponent is taken.
    const bool plain = plain_number(cell) && cell.find_first_of("eE") == std::string::npos;
    PlainNumber number;
    EXPECT_TRUE(!plain || cell.size() > 15 || read(cell, number)) << cell;
  }
}

}  // namespace
}  // namespace retainwise::csv
