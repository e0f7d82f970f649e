#if defined(__x86_64__)
#include <emmintrin.h>

#include "engine/csv/marks.h"

namespace retainwise::csv {
namespace {

std::uint64_t equal(const __m128i* bytes, __m128i sign) {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const int part = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], sign));
    bits |= static_cast<std::uint64_t>(static_cast<unsigned>(part)) << (16 * i);
  }
  return bits;
}

}  // namespace

void mark_blocks_sse2(const char* text, std::size_t blocks, const Signs& signs, Marks* marks) {
  const __m128i delimiter = _mm_set1_epi8(signs.delimiter);
  const __m128i quote = _mm_set1_epi8(signs.quote);
  const __m128i escape = _mm_set1_epi8(signs.escape);
  const __m128i line_feed = _mm_set1_epi8('\n');
  const __m128i carriage_return = _mm_set1_epi8('\r');
  for (std::size_t block = 0; block < blocks; ++block, text += kBlock) {
    __m128i bytes[4];
    for (unsigned i = 0; i < 4; ++i)
      bytes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text) + i);
    marks[block] = {equal(bytes, delimiter), equal(bytes, quote), equal(bytes, escape),
                    equal(bytes, line_feed), equal(bytes, carriage_return)};
  }
}

}  // namespace retainwise::csv
#endif
