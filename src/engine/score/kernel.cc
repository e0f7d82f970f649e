#include "engine/score/kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace retainwise::score {
namespace {

constexpr std::int32_t kMissingCode = -1;

/// #{cut ≤ value} without a branch that depends on the value; kMissingCode for NaN.
std::int32_t code_of(std::span<const float> cuts, float value) {
  if (std::isnan(value)) return kMissingCode;
  const float* base = cuts.data();
  std::size_t left = cuts.size();
  while (left > 1) {
    const std::size_t half = left / 2;
    // A mask: as a choice it becomes a jump that is guessed wrong every other time.
    base += half & (std::size_t{0} - static_cast<std::size_t>(base[half - 1] <= value));
    left -= half;
  }
  return static_cast<std::int32_t>(base - cuts.data()) + (*base <= value ? 1 : 0);
}

std::int8_t byte_of(std::int32_t code, const CodeColumn& column) {
  if (code == kMissingCode) return column.missing_high ? 127 : -128;
  return static_cast<std::int8_t>(std::clamp(code - 254 * column.plane, 0, 254) - 128);
}

void fill_states(const Program& program, const Block& block, const Tile& tile,
                 std::uint8_t* states) {
  std::fill(states, states + tile.rows, std::uint8_t{0});
  for (const StateStep& step : program.steps(block)) {
    const std::int8_t* codes = tile.codes + step.column * program.tile_rows();
    for (std::size_t r = 0; r < tile.rows; ++r) {
      states[r] = static_cast<std::uint8_t>(states[r] + (codes[r] > step.above ? step.delta : 0));
    }
  }
}

bool runs(InstructionSet set) {
#if defined(__x86_64__)
  switch (set) {
    case InstructionSet::kAvx2: return __builtin_cpu_supports("avx2") != 0;
    case InstructionSet::kSse4: return __builtin_cpu_supports("sse4.2") != 0;
    case InstructionSet::kScalar: break;
  }
#endif
  return set == InstructionSet::kScalar;
}

}  // namespace

std::string_view name_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::kAvx2: return "avx2";
    case InstructionSet::kSse4: return "sse4";
    case InstructionSet::kScalar: break;
  }
  return "scalar";
}

InstructionSet best_instruction_set() {
  if (runs(InstructionSet::kAvx2)) return InstructionSet::kAvx2;
  return runs(InstructionSet::kSse4) ? InstructionSet::kSse4 : InstructionSet::kScalar;
}

void fill_codes(const Program& program, const FeatureView& values, std::size_t count,
                std::int8_t* codes) {
  const std::int32_t features = program.cuts().features();
  const std::size_t end = (count + kTileStep - 1) / kTileStep * kTileStep;
  std::array<std::int32_t, kMaxTileRows> wide;
  for (std::int32_t f = 0; f < features; ++f) {
    const std::span<const std::uint32_t> columns = program.columns_of(f);
    if (columns.empty()) continue;
    const std::span<const float> cuts = program.cuts().of(f);
    const float* cell = values.values + static_cast<std::size_t>(f) * values.feature_step;
    for (std::size_t r = 0; r < count; ++r) wide[r] = code_of(cuts, cell[r * values.row_step]);
    for (const std::uint32_t at : columns) {
      const CodeColumn& column = program.columns()[at];
      std::int8_t* out = codes + at * program.tile_rows();
      for (std::size_t r = 0; r < count; ++r) out[r] = byte_of(wide[r], column);
      std::fill(out + count, out + end, std::int8_t{-128});
    }
  }
}

void add_blocks_scalar(const Program& program, const Tile& tile) {
  std::array<std::uint8_t, kMaxTileRows> states;
  for (const Block& block : program.blocks()) {
    fill_states(program, block, tile, states.data());
    const float* table = program.table(block);
    for (std::size_t f = 0; f < block.features; ++f) {
      float* sums = tile.sums + static_cast<std::size_t>(block.feature[f]) * program.tile_rows();
      for (std::size_t r = 0; r < tile.rows; ++r) {
        sums[r] += table[std::size_t{states[r]} * block.width + f];
      }
    }
  }
}

void add_blocks(const Program& program, const Tile& tile, InstructionSet set) {
  switch (set) {
#if defined(__x86_64__)
    case InstructionSet::kAvx2: return add_blocks_avx2(program, tile);
    case InstructionSet::kSse4: return add_blocks_sse4(program, tile);
#endif
    default: return add_blocks_scalar(program, tile);
  }
}

}  // namespace retainwise::score
