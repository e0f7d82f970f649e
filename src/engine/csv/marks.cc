#include "engine/csv/marks.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace retainwise::csv {
namespace {

constexpr std::uint64_t kEveryByte = 0x0101010101010101ULL;
constexpr std::uint64_t kLowBits = 0x7F7F7F7F7F7F7F7FULL;

/// The high bit of each byte that is zero.
std::uint64_t zero_bytes(std::uint64_t word) {
  return ~(((word & kLowBits) + kLowBits) | word | kLowBits);
}

/// Eight high bits → the lowest eight bits, first byte first.
std::uint64_t gathered(std::uint64_t high_bits) {
  if constexpr (std::endian::native == std::endian::big) high_bits = __builtin_bswap64(high_bits);
  return ((high_bits >> 7U) * 0x0102040810204080ULL) >> 56U;
}

std::uint64_t equal(const std::uint64_t* words, char sign) {
  const std::uint64_t wanted = kEveryByte * static_cast<unsigned char>(sign);
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 8; ++i) bits |= gathered(zero_bytes(words[i] ^ wanted)) << (8 * i);
  return bits;
}

bool runs(Vectors vectors) {
#if defined(__x86_64__)
  switch (vectors) {
    case Vectors::kAvx2: return __builtin_cpu_supports("avx2") != 0;
    case Vectors::kSse2: return true;
    case Vectors::kNone: break;
  }
#endif
  return vectors == Vectors::kNone;
}

}  // namespace

std::string_view name_of(Vectors vectors) {
  switch (vectors) {
    case Vectors::kAvx2: return "avx2";
    case Vectors::kSse2: return "sse2";
    case Vectors::kNone: break;
  }
  return "none";
}

Vectors best_vectors() {
  if (runs(Vectors::kAvx2)) return Vectors::kAvx2;
  return runs(Vectors::kSse2) ? Vectors::kSse2 : Vectors::kNone;
}

MarkBlocks mark_blocks(Vectors vectors) {
#if defined(__x86_64__)
  if (vectors == Vectors::kAvx2 && runs(vectors)) return mark_blocks_avx2;
  if (vectors == Vectors::kSse2) return mark_blocks_sse2;
#endif
  return mark_blocks_plain;
}

void mark_rest(MarkBlocks mark, const char* text, std::size_t length, const Signs& signs,
               Marks& marks) {
  char padded[kBlock] = {};
  std::copy_n(text, length, padded);
  mark(padded, 1, signs, &marks);
  const std::uint64_t there = (std::uint64_t{1} << length) - 1;
  marks.delimiter &= there;
  marks.quote &= there;
  marks.escape &= there;
  marks.line_feed &= there;
  marks.carriage_return &= there;
}

void mark_blocks_plain(const char* text, std::size_t blocks, const Signs& signs, Marks* marks) {
  for (std::size_t block = 0; block < blocks; ++block, text += kBlock) {
    std::uint64_t words[kBlock / 8];
    std::memcpy(words, text, kBlock);
    marks[block] = {equal(words, signs.delimiter), equal(words, signs.quote),
                    equal(words, signs.escape), equal(words, '\n'), equal(words, '\r')};
  }
}

}  // namespace retainwise::csv
