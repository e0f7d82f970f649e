#if defined(__x86_64__)
#include <immintrin.h>

#include <array>

#include "engine/score/kernel.h"

#define RW_SSE4 __attribute__((target("sse4.2")))

namespace retainwise::score {
namespace {

RW_SSE4 void fill_states(std::span<const StateStep> steps, const Tile& tile, std::size_t stride,
                         std::uint8_t* states) {
  for (std::size_t r = 0; r < tile.rows; r += 16) {
    __m128i state = _mm_setzero_si128();
    for (const StateStep& step : steps) {
      const std::int8_t* codes = tile.codes + step.column * stride + r;
      const __m128i code = _mm_load_si128(reinterpret_cast<const __m128i*>(codes));
      const __m128i above = _mm_cmpgt_epi8(code, _mm_set1_epi8(step.above));
      const __m128i delta = _mm_set1_epi8(static_cast<char>(step.delta));
      state = _mm_add_epi8(state, _mm_and_si128(above, delta));
    }
    _mm_store_si128(reinterpret_cast<__m128i*>(states + r), state);
  }
}

RW_SSE4 inline void add(float* sums, __m128 values) {
  _mm_store_ps(sums, _mm_add_ps(_mm_load_ps(sums), values));
}

/// Four columns of the table for four rows, transposed in registers and added.
RW_SSE4 inline void add_four(const float* table, std::size_t width, const std::uint8_t* states,
                             float* const* sums, std::size_t features, std::size_t r) {
  __m128 a = _mm_load_ps(table + states[r] * width);
  __m128 b = _mm_load_ps(table + states[r + 1] * width);
  __m128 c = _mm_load_ps(table + states[r + 2] * width);
  __m128 d = _mm_load_ps(table + states[r + 3] * width);
  _MM_TRANSPOSE4_PS(a, b, c, d);
  add(sums[0] + r, a);
  if (features > 1) add(sums[1] + r, b);
  if (features > 2) add(sums[2] + r, c);
  if (features > 3) add(sums[3] + r, d);
}

}  // namespace

RW_SSE4 void add_blocks_sse4(const Program& program, const Tile& tile) {
  alignas(32) std::array<std::uint8_t, kMaxTileRows> states;
  const std::size_t stride = program.tile_rows();
  for (const Block& block : program.blocks()) {
    fill_states(program.steps(block), tile, stride, states.data());
    const float* table = program.table(block);
    std::array<float*, kMaxBlockFeatures> sums{};
    for (std::size_t f = 0; f < block.features; ++f) {
      sums[f] = tile.sums + static_cast<std::size_t>(block.feature[f]) * stride;
    }
    for (std::size_t f = 0; f < block.features; f += 4) {
      for (std::size_t r = 0; r < tile.rows; r += 4) {
        add_four(table + f, block.width, states.data(), sums.data() + f, block.features - f, r);
      }
    }
  }
}

}  // namespace retainwise::score
#endif
