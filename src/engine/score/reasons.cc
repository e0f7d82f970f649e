#include "engine/score/reasons.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/score/leaves.h"
#include "engine/score/partition.h"

namespace retainwise::score {
namespace {

std::size_t bytes_of(std::span<const PlannedBlock> blocks) {
  std::size_t bytes = 0;
  for (const PlannedBlock& block : blocks) {
    bytes += block.shape.states * block.shape.width() * sizeof(float);
  }
  return bytes;
}

}  // namespace

/// A tile's buffers, aligned for the widest loads.
class TreeReasons::Scratch {
 public:
  Scratch(std::size_t columns, std::size_t features, std::size_t rows)
      : codes_(std::max<std::size_t>(1, (columns * rows + 63) / 64)),
        sums_(std::max<std::size_t>(1, features * rows / 8)),
        deep_(features * DeepTree::kLanes) {}
  std::int8_t* codes() { return codes_.data()->data(); }
  float* sums() { return sums_.data()->values.data(); }
  std::vector<double>& deep() { return deep_; }

 private:
  struct alignas(64) Line : std::array<std::int8_t, 64> {};
  std::vector<Line> codes_;
  std::vector<TableLine> sums_;
  std::vector<double> deep_;
};

TreeReasons TreeReasons::compile(const model::Trees& trees, const CompileOptions& options) {
  TreeReasons out(Program(Cuts::of(trees)), options.instruction_set);
  double base = static_cast<double>(trees.base_margin);
  const std::size_t share = options.max_table_bytes / std::max<std::size_t>(1, trees.trees.size());
  for (const model::Tree& tree : trees.trees) {
    const Leaves leaves = Leaves::of(tree, out.program_.cuts());
    base += expected_value(leaves);
    const bool shallow = leaves.widest_path <= kMaxBlockFeatures;
    std::vector<PlannedBlock> blocks;
    if (shallow) blocks = partition(tree, leaves);
    if (shallow && bytes_of(blocks) <= share) {
      out.program_.add(blocks);
    } else {
      out.deep_.emplace_back(tree, leaves.widest_path);
    }
  }
  out.base_ = static_cast<float>(base);
  return out;
}

void TreeReasons::tile(std::size_t rows, const FeatureView& values, Scratch& scratch,
                       float* out) const {
  const auto count = static_cast<std::size_t>(features());
  const std::size_t stride = program_.tile_rows();
  float* sums = scratch.sums();
  std::fill(sums, sums + count * stride, 0.0F);
  fill_codes(program_, values, rows, scratch.codes());
  const std::size_t padded = (rows + kTileStep - 1) / kTileStep * kTileStep;
  add_blocks(program_, {padded, scratch.codes(), sums}, instruction_set_);
  for (std::size_t r = 0; !deep_.empty() && r < rows; r += DeepTree::kLanes) {
    const std::size_t lanes = std::min(DeepTree::kLanes, rows - r);
    std::vector<double>& deep = scratch.deep();
    std::fill(deep.begin(), deep.end(), 0.0);
    for (const DeepTree& tree : deep_) tree.add(values.from_row(r), lanes, deep.data());
    for (std::size_t f = 0; f < count; ++f) {
      for (std::size_t i = 0; i < lanes; ++i) {
        sums[f * stride + r + i] += static_cast<float>(deep[f * DeepTree::kLanes + i]);
      }
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t f = 0; f < count; ++f) out[r * (count + 1) + f] = sums[f * stride + r];
    out[r * (count + 1) + count] = base_;
  }
}

void TreeReasons::contributions(std::size_t rows, const FeatureView& values,
                                std::span<float> out) const {
  const auto count = static_cast<std::size_t>(features());
  assert(out.size() == rows * (count + 1));
  const std::size_t step = program_.tile_rows();
  Scratch scratch(program_.columns().size(), count, step);
  for (std::size_t r = 0; r < rows; r += step) {
    tile(std::min(step, rows - r), values.from_row(r), scratch, out.data() + r * (count + 1));
  }
}

}  // namespace retainwise::score
