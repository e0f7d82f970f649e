#pragma once
/// The labelled rows divided into folds, each fold with its own encoding made without the rows it
/// holds out.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
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
  /// Which derived features the folds get: `row_features`, and pairs of their own choice if
  /// `pairs`.
  std::span<const model::Feature> row_features = {};
  bool pairs = false;
};

/// Asked often, from any thread; true: stop with kCancelled.
using Stop = std::function<bool()>;

struct Fold {
  std::vector<bool> training;  ///< by labelled row
  model::Encoding encoding;
  std::size_t base_features = 0;  ///< the first of encoding.features; derived ones follow
  FeatureRows rows;               ///< all labelled rows
};

/// Encodes for the rows where `training` is true; what it makes depends on no other row's outcome.
Result<Fold> make_fold(const Material& material, std::vector<bool> training, const Stop& stop);

struct Division {
  std::vector<std::uint8_t> fold_of;  ///< by labelled row
  std::vector<Fold> folds;
};

Result<Division> divide(const Material& material, std::size_t folds, std::uint64_t seed,
                        unsigned threads, const Stop& stop);

}  // namespace retainwise::learn
