#include "engine/csv/marks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"

namespace retainwise::csv {
namespace {

std::vector<Vectors> sets() {
  std::vector<Vectors> out;
  for (int set = 0; set <= static_cast<int>(best_vectors()); ++set)
    out.push_back(static_cast<Vectors>(set));
  return out;
}

/// Bit by bit what the text holds.
std::uint64_t expected(std::string_view block, char sign) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < block.size(); ++i)
    bits |= static_cast<std::uint64_t>(block[i] == sign) << i;
  return bits;
}

void expect_marks(const Marks& marks, std::string_view block, const Signs& signs) {
  EXPECT_EQ(marks.delimiter, expected(block, signs.delimiter));
  EXPECT_EQ(marks.quote, expected(block, signs.quote));
  EXPECT_EQ(marks.escape, expected(block, signs.escape));
  EXPECT_EQ(marks.line_feed, expected(block, '\n'));
  EXPECT_EQ(marks.carriage_return, expected(block, '\r'));
}

std::string random_text(SeededRandom& random, std::size_t length, std::string_view letters) {
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    text += letters.empty() ? static_cast<char>(random.below(256))
                            : letters[random.below(letters.size())];
  }
  return text;
}

TEST(Marks, AreTheSameOnEveryInstructionSet) {
  SeededRandom random(5);
  const Signs signs{';', '"', '\\'};
  for (int round = 0; round < 500; ++round) {
    const std::string text =
        random_text(random, 3 * kBlock, round % 2 == 0 ? "" : ";\"\\\n\r\xBB\x3A\x3C a");
    for (const Vectors set : sets()) {
      SCOPED_TRACE(name_of(set));
      std::vector<Marks> marks(3);
      mark_blocks(set)(text.data(), 3, signs, marks.data());
      for (std::size_t i = 0; i < 3; ++i)
        expect_marks(marks[i], std::string_view(text).substr(i * kBlock, kBlock), signs);
    }
  }
}

TEST(Marks, OfARestHoldNothingBehindItsEnd) {
  SeededRandom random(6);
  const Signs signs{'\0', '"', '\0'};
  for (std::size_t length = 0; length < kBlock; ++length) {
    // An exact copy on the heap: a sanitizer sees every byte that is read behind it.
    const std::string text = random_text(random, length, std::string_view("\0\"\n\ra", 5));
    const std::vector<char> exact(text.begin(), text.end());
    for (const Vectors set : sets()) {
      Marks marks;
      mark_rest(mark_blocks(set), exact.data(), length, signs, marks);
      expect_marks(marks, text, signs);
    }
  }
}

TEST(Marks, OddBeforeCountsTheQuotesUpToEachByte) {
  SeededRandom random(8);
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t quotes = random.next() & random.next();
    std::uint64_t expected = 0;
    bool odd = false;
    for (unsigned i = 0; i < kBlock; ++i) {
      odd ^= (quotes >> i & 1U) != 0;
      expected |= static_cast<std::uint64_t>(odd) << i;
    }
    EXPECT_EQ(odd_before(quotes), expected);
  }
}

}  // namespace
}  // namespace retainwise::csv
