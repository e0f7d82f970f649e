#pragma once
/// The labelled rows divided into folds, each fold with its own encoding made without the rows it
/// holds out.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/features.h"
#include "engine/learn/labelled.h"
#include "engine/model/encode.h"

namespace retainwise::learn {

/// What every step of learning reads; set once, owned by learn().
struct Material {
  const Labelled& labelled;
  std::span<const model::InputColumn> inputs;
  const model::InputView& view;
  double reference_day = 0;
};

struct Fold {
  std::vector<bool> training;  ///< by labelled row
  model::Encoding encoding;
  std::size_t base_features = 0;  ///< the first of encoding.features; derived ones follow
  FeatureRows rows;               ///< all labelled rows
};

/// Encodes for the rows where `training` is true.
Fold make_fold(const Material& material, std::vector<bool> training);

struct Division {
  std::vector<std::uint8_t> fold_of;  ///< by labelled row
  std::vector<Fold> folds;
};

Division divide(const Material& material, std::size_t folds, std::uint64_t seed, unsigned threads);

}  // namespace retainwise::learn
