#pragma once
/// The sorted different cuts of every feature of a model. A value's code is the number of cuts that
/// are ≤ it, so that "x < cut" and "code(x) < code(cut)" say the same for every tree.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/trees.h"

namespace retainwise::score {

class Cuts {
 public:
  static Cuts of(const model::Trees& trees);

  std::int32_t features() const { return static_cast<std::int32_t>(begin_.size()) - 1; }
  std::span<const float> of(std::int32_t feature) const {
    const auto f = static_cast<std::size_t>(feature);
    return std::span(cuts_).subspan(begin_[f], begin_[f + 1] - begin_[f]);
  }
  /// #{cut ≤ value}; a cut's own code is its place + 1. Not for NaN.
  std::int32_t code(std::int32_t feature, float value) const;

 private:
  std::vector<float> cuts_;
  std::vector<std::size_t> begin_;  ///< by feature, and the end
};

}  // namespace retainwise::score
