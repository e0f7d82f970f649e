#pragma once
/// Exact reasons of boosted trees: path-dependent Shapley values, equal to XGBoost's pred_contribs.
/// Compiled once, then any number of threads may ask. A row gives the same bits alone or in any
/// batch, and on every instruction set.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/trees.h"
#include "engine/score/deep.h"
#include "engine/score/kernel.h"
#include "engine/score/program.h"

namespace retainwise::score {

struct CompileOptions {
  InstructionSet instruction_set = best_instruction_set();
  /// Above it the largest trees take the way without tables, which is slower and needs no memory.
  std::size_t max_table_bytes = std::size_t{64} << 20U;
};

class TreeReasons {
 public:
  /// `trees` must be well formed as trees.h says (models that were read have been checked).
  static TreeReasons compile(const model::Trees& trees, const CompileOptions& options = {});

  std::int32_t features() const { return program_.cuts().features(); }
  /// The margin before any reason: base margin plus the mean answer of the trees.
  float base() const { return base_; }
  /// out [rows][features + 1]: each feature's share of the row's margin in log-odds, base() last. A
  /// feature in no tree has exactly 0.
  void contributions(std::size_t rows, const FeatureView& values, std::span<float> out) const;

  std::size_t table_bytes() const { return program_.table_bytes(); }
  std::size_t blocks() const { return program_.blocks().size(); }
  std::size_t deep_trees() const { return deep_.size(); }

 private:
  class Scratch;
  TreeReasons(Program program, InstructionSet set)
      : program_(std::move(program)), instruction_set_(set) {}
  void tile(std::size_t rows, const FeatureView& values, Scratch& scratch, float* out) const;

  Program program_;
  std::vector<DeepTree> deep_;
  InstructionSet instruction_set_;
  float base_ = 0;
};

}  // namespace retainwise::score
