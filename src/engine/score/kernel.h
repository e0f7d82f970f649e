#pragma once
/// The inner loops: codes of a tile of rows, and the sum of the blocks' table lines. Every kernel
/// adds the same floats in the same order, so all give the same bits.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/score/feature_view.h"
#include "engine/score/program.h"

namespace retainwise::score {

enum class InstructionSet : std::uint8_t { kScalar, kSse4, kAvx2 };

/// "scalar" "sse4" "avx2".
std::string_view name_of(InstructionSet set);
/// The best one that this machine runs.
InstructionSet best_instruction_set();

/// A tile in work: codes [code column][tile_rows], sums [feature][tile_rows].
struct Tile {
  std::size_t rows = 0;  ///< a multiple of kTileStep, ≤ Program::tile_rows
  const std::int8_t* codes = nullptr;
  float* sums = nullptr;
};

/// values [count][features] → codes; the rows from `count` to the end of the step become code 0.
void fill_codes(const Program& program, const FeatureView& values, std::size_t count,
                std::int8_t* codes);

/// sums[feature][row] += the Shapley values of every block.
void add_blocks(const Program& program, const Tile& tile, InstructionSet set);

void add_blocks_scalar(const Program& program, const Tile& tile);
void add_blocks_sse4(const Program& program, const Tile& tile);
void add_blocks_avx2(const Program& program, const Tile& tile);

}  // namespace retainwise::score
