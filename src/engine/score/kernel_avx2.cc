#if defined(__x86_64__)
#include <immintrin.h>

#include <array>

#include "engine/score/kernel.h"

#define RW_AVX2 __attribute__((target("avx2")))

namespace retainwise::score {
namespace {

using Columns = std::array<float*, kMaxBlockFeatures>;

RW_AVX2 void fill_states(std::span<const StateStep> steps, const Tile& tile, std::size_t stride,
                         std::uint8_t* states) {
  for (std::size_t r = 0; r < tile.rows; r += 32) {
    __m256i state = _mm256_setzero_si256();
    for (const StateStep& step : steps) {
      const std::int8_t* codes = tile.codes + step.column * stride + r;
      const __m256i code = _mm256_load_si256(reinterpret_cast<const __m256i*>(codes));
      const __m256i above = _mm256_cmpgt_epi8(code, _mm256_set1_epi8(step.above));
      const __m256i delta = _mm256_set1_epi8(static_cast<char>(step.delta));
      state = _mm256_add_epi8(state, _mm256_and_si256(above, delta));
    }
    _mm256_store_si256(reinterpret_cast<__m256i*>(states + r), state);
  }
}

RW_AVX2 inline void add(float* sums, __m256 values) {
  _mm256_store_ps(sums, _mm256_add_ps(_mm256_load_ps(sums), values));
}

RW_AVX2 inline __m256 two_lines(const float* low, const float* high) {
  return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_load_ps(low)), _mm_load_ps(high), 1);
}

struct Four {
  __m256 a, b, c, d;
};

/// Transposes the two 4 × 4 halves.
RW_AVX2 inline Four transposed(__m256 a, __m256 b, __m256 c, __m256 d) {
  const __m256 ab_low = _mm256_unpacklo_ps(a, b);
  const __m256 ab_high = _mm256_unpackhi_ps(a, b);
  const __m256 cd_low = _mm256_unpacklo_ps(c, d);
  const __m256 cd_high = _mm256_unpackhi_ps(c, d);
  return {_mm256_shuffle_ps(ab_low, cd_low, 0x44), _mm256_shuffle_ps(ab_low, cd_low, 0xEE),
          _mm256_shuffle_ps(ab_high, cd_high, 0x44), _mm256_shuffle_ps(ab_high, cd_high, 0xEE)};
}

/// Up to four columns of the table for eight rows, transposed in registers and added.
template <std::size_t kWidth, std::size_t kFeatures>
RW_AVX2 inline void add_eight(const float* table, const std::uint8_t* states, float* const* sums,
                              std::size_t r) {
  const std::uint8_t* s = states + r;
  const Four columns = transposed(two_lines(table + s[0] * kWidth, table + s[4] * kWidth),
                                  two_lines(table + s[1] * kWidth, table + s[5] * kWidth),
                                  two_lines(table + s[2] * kWidth, table + s[6] * kWidth),
                                  two_lines(table + s[3] * kWidth, table + s[7] * kWidth));
  add(sums[0] + r, columns.a);
  if constexpr (kFeatures > 1) add(sums[1] + r, columns.b);
  if constexpr (kFeatures > 2) add(sums[2] + r, columns.c);
  if constexpr (kFeatures > 3) add(sums[3] + r, columns.d);
}

template <std::size_t kFeatures>
RW_AVX2 void add_narrow(const float* table, const std::uint8_t* states, const Columns& sums,
                        std::size_t rows) {
  for (std::size_t r = 0; r < rows; r += 8) add_eight<4, kFeatures>(table, states, sums.data(), r);
}

template <std::size_t kFeatures>
RW_AVX2 void add_wide(const float* table, const std::uint8_t* states, const Columns& sums,
                      std::size_t rows) {
  for (std::size_t r = 0; r < rows; r += 8) {
    add_eight<8, 4>(table, states, sums.data(), r);
    add_eight<8, kFeatures - 4>(table + 4, states, sums.data() + 4, r);
  }
}

using AddRows = void (*)(const float*, const std::uint8_t*, const Columns&, std::size_t);
/// By the number of features of a block.
constexpr std::array<AddRows, kMaxBlockFeatures + 1> kAddRows = {
    nullptr,     add_narrow<1>, add_narrow<2>, add_narrow<3>, add_narrow<4>,
    add_wide<5>, add_wide<6>,   add_wide<7>,   add_wide<8>};

}  // namespace

RW_AVX2 void add_blocks_avx2(const Program& program, const Tile& tile) {
  alignas(32) std::array<std::uint8_t, kMaxTileRows> states;
  const std::size_t stride = program.tile_rows();
  for (const Block& block : program.blocks()) {
    fill_states(program.steps(block), tile, stride, states.data());
    Columns sums{};
    for (std::size_t f = 0; f < block.features; ++f) {
      sums[f] = tile.sums + static_cast<std::size_t>(block.feature[f]) * stride;
    }
    kAddRows[block.features](program.table(block), states.data(), sums, tile.rows);
  }
}

}  // namespace retainwise::score
#endif
