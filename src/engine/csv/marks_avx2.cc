#if defined(__x86_64__)
#include <immintrin.h>

#include "engine/csv/marks.h"

#define RW_AVX2 __attribute__((target("avx2")))

namespace retainwise::csv {
namespace {

RW_AVX2 inline std::uint64_t equal(__m256i low, __m256i high, __m256i sign) {
  const int first = _mm256_movemask_epi8(_mm256_cmpeq_epi8(low, sign));
  const int second = _mm256_movemask_epi8(_mm256_cmpeq_epi8(high, sign));
  return static_cast<std::uint64_t>(static_cast<unsigned>(second)) << 32U |
         static_cast<unsigned>(first);
}

}  // namespace

RW_AVX2 void mark_blocks_avx2(const char* text, std::size_t blocks, const Signs& signs,
                              Marks* marks) {
  const __m256i delimiter = _mm256_set1_epi8(signs.delimiter);
  const __m256i quote = _mm256_set1_epi8(signs.quote);
  const __m256i escape = _mm256_set1_epi8(signs.escape);
  const __m256i line_feed = _mm256_set1_epi8('\n');
  const __m256i carriage_return = _mm256_set1_epi8('\r');
  for (std::size_t block = 0; block < blocks; ++block, text += kBlock) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text) + 1);
    marks[block].delimiter = equal(low, high, delimiter);
    marks[block].quote = equal(low, high, quote);
    marks[block].escape = equal(low, high, escape);
    marks[block].line_feed = equal(low, high, line_feed);
    marks[block].carriage_return = equal(low, high, carriage_return);
  }
}

}  // namespace retainwise::csv
#endif
