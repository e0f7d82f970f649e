#pragma once
/// Where the bytes that give a table its shape stand: one bit a byte, 64 bytes at a time. Every
/// instruction set gives the same bits; which bytes count inside quotes is the caller's question.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace retainwise::csv {

enum class Vectors : std::uint8_t { kNone, kSse2, kAvx2 };

/// "none" "sse2" "avx2".
std::string_view name_of(Vectors vectors);
/// The best one that this machine runs.
Vectors best_vectors();

/// The bytes looked for, line ends apart.
struct Signs {
  char delimiter = ',';
  char quote = '"';
  char escape = '\0';
};

/// Of 64 bytes of text; the lowest bit is the first byte.
struct Marks {
  std::uint64_t delimiter = 0;
  std::uint64_t quote = 0;
  std::uint64_t escape = 0;
  std::uint64_t line_feed = 0;
  std::uint64_t carriage_return = 0;
};

inline constexpr std::size_t kBlock = 64;

/// Fills `marks` from the `blocks` × 64 bytes at `text`.
using MarkBlocks = void (*)(const char* text, std::size_t blocks, const Signs& signs, Marks* marks);
/// kNone's where this machine does not run `vectors`.
MarkBlocks mark_blocks(Vectors vectors);

/// Marks of the last `length` < 64 bytes of a text: nothing behind them is read, and their bits
/// are 0.
void mark_rest(MarkBlocks mark, const char* text, std::size_t length, const Signs& signs,
               Marks& marks);

void mark_blocks_plain(const char* text, std::size_t blocks, const Signs& signs, Marks* marks);
void mark_blocks_sse2(const char* text, std::size_t blocks, const Signs& signs, Marks* marks);
void mark_blocks_avx2(const char* text, std::size_t blocks, const Signs& signs, Marks* marks);

/// Bit i: the number of quotes at or before byte i is odd.
inline std::uint64_t odd_before(std::uint64_t quotes) {
  for (unsigned step = 1; step < kBlock; step *= 2) quotes ^= quotes << step;
  return quotes;
}

}  // namespace retainwise::csv
