#pragma once
/// The compiled form of a model's shallow trees: what the kernels run, the same on every machine.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/trees.h"
#include "engine/score/cuts.h"
#include "engine/score/partition.h"

namespace retainwise::score {

/// Most rows that a kernel works on at once; see Program::tile_rows.
inline constexpr std::size_t kMaxTileRows = 1024;
/// Rows are filled up to a multiple of this.
inline constexpr std::size_t kTileStep = 32;

/// One byte a row: the feature's code in 254-wide planes, minus 128. A missing value is the lowest
/// byte in one variant and the highest in the other, so that most blocks need not ask for it.
struct CodeColumn {
  std::int32_t feature = 0;
  std::int32_t plane = 0;
  bool missing_high = false;
  bool operator==(const CodeColumn&) const = default;
};

/// state += code > above ? delta : 0, modulo 256.
struct StateStep {
  std::uint32_t column = 0;
  std::int8_t above = 0;
  std::uint8_t delta = 0;
};

struct alignas(32) TableLine {
  std::array<float, 8> values{};
};

struct Block {
  std::uint32_t first_step = 0, steps = 0;
  std::uint32_t first_line = 0;  ///< of its table; two states a line where width is 4
  std::uint8_t width = 4;
  std::uint8_t features = 0;
  std::array<std::int32_t, kMaxBlockFeatures> feature{};
};

class Program {
 public:
  explicit Program(Cuts cuts);
  void add(std::span<const PlannedBlock> blocks);

  const Cuts& cuts() const { return cuts_; }
  std::span<const CodeColumn> columns() const { return columns_; }
  /// Places in columns().
  std::span<const std::uint32_t> columns_of(std::int32_t feature) const {
    return columns_of_feature_[static_cast<std::size_t>(feature)];
  }
  std::span<const Block> blocks() const { return blocks_; }
  std::span<const StateStep> steps(const Block& block) const {
    return std::span(steps_).subspan(block.first_step, block.steps);
  }
  const float* table(const Block& block) const { return lines_[block.first_line].values.data(); }
  std::size_t table_bytes() const { return lines_.size() * sizeof(TableLine); }
  /// Small tables: as many rows as leave codes and sums in the first cache. Tables that are
  /// streamed from the third one: enough rows to be worth their way. Measured at depth 4 and 6 (Zen
  /// 4).
  std::size_t tile_rows() const {
    return table_bytes() < (std::size_t{4} << 20U) ? 256 : kMaxTileRows;
  }

 private:
  std::uint32_t column(const CodeColumn& wanted);
  void add_steps(const BlockFeature& feature, std::size_t stride);

  Cuts cuts_;
  std::vector<std::vector<std::uint32_t>> columns_of_feature_;
  std::vector<CodeColumn> columns_;
  std::vector<StateStep> steps_;
  std::vector<Block> blocks_;
  std::vector<TableLine> lines_;
};

}  // namespace retainwise::score
