#pragma once
/// plain_number (number.h) of a short cell in a few dozen instructions, without a branch a digit.
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "engine/csv/number.h"

namespace retainwise::csv {

namespace short_number_parts {

__extension__ using Wide = unsigned __int128;

inline constexpr std::uint64_t kEveryByte = 0x0101010101010101ULL;
inline constexpr std::array<double, 16> kTens = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Eight digits, one a byte, the first in the lowest byte (D. Lemire's parse_eight_digits).
inline std::uint64_t eight_digits(std::uint64_t digits) {
  digits = digits * 10 + (digits >> 8U);
  return (((digits & 0x000000FF000000FFULL) * 0x000F424000000064ULL) +
          (((digits >> 16U) & 0x000000FF000000FFULL) * 0x0000271000000001ULL)) >>
         32U;
}

/// The high bit of each byte that is above 9.
inline std::uint64_t above_nine(std::uint64_t word) {
  return (((word & (0x7F * kEveryByte)) + 0x76 * kEveryByte) | word) & (0x80 * kEveryByte);
}

inline std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

}  // namespace short_number_parts

/// [-]digits[.digits] of at most 16 bytes; all 16 from `cell` on may be read. False where this is
/// not what stands there: plain_number has the last word then.
inline bool short_number(const char* cell, std::size_t length, PlainNumber& number) {
  using namespace short_number_parts;  // NOLINT(google-build-using-namespace)
  if (length > 16) return false;
  Wide digits = Wide{word_at(cell + 8)} << 64U | word_at(cell);
  const bool negative = *cell == '-';
  digits >>= negative ? 8U : 0U;
  length -= negative ? 1U : 0U;
  if (length - 1 > 15) return false;
  constexpr std::uint64_t kZeros = 0x30 * kEveryByte;
  digits ^= Wide{kZeros} << 64U | Wide{kZeros};
  const bool leading_zero = (static_cast<unsigned>(digits) & 0xFFU) == 0;
  const Wide marks = Wide{above_nine(static_cast<std::uint64_t>(digits >> 64U))} << 64U |
                     above_nine(static_cast<std::uint64_t>(digits));
  const auto end = static_cast<unsigned>(8 * length);
  const Wide mine = end == 128 ? marks : marks & ((Wide{1} << end) - 1);
  std::size_t before = length;
  std::size_t behind = 0;
  if (mine != 0) {
    const auto low = static_cast<std::uint64_t>(mine);
    before = static_cast<std::size_t>(
                 low != 0 ? std::countr_zero(low)
                          : 64 + std::countr_zero(static_cast<std::uint64_t>(mine >> 64U))) /
             8;
    const auto point = static_cast<unsigned>(8 * before);
    behind = length - before - 1;
    if ((mine & (mine - 1)) != 0 || behind == 0 || before == 0 ||
        (static_cast<unsigned>(digits >> point) & 0xFFU) != ('.' ^ '0'))
      return false;
    const Wide front = (Wide{1} << point) - 1;
    digits = (digits & front) | ((digits >> 8U) & ~front);
  }
  if (before > 15 || (before > 1 && leading_zero)) return false;
  digits <<= 8 * (16 - before - behind);
  const std::uint64_t value = eight_digits(static_cast<std::uint64_t>(digits)) * 100'000'000 +
                              eight_digits(static_cast<std::uint64_t>(digits >> 64U));
  // At most 15 digits and a power of ten that a double holds: one rounding, the right one.
  number.value = static_cast<double>(value) / kTens[behind];
  if (negative) number.value = -number.value;
  number.open = behind == 3 && before <= 3 && !leading_zero;
  number.dotted = behind > 0 && !number.open;
  return true;
}

}  // namespace retainwise::csv
