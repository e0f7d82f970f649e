#pragma once
/// Who is learned from and who is held out.
#include <cstdint>
#include <vector>

#include "engine/learn/labelled.h"

namespace retainwise::learn {

/// A fold number in [0, folds) beside each labelled row: rows of one group share it, and each fold
/// has as nearly as possible its share of both outcomes. Same seed, same folds.
std::vector<std::uint8_t> deal_folds(const Labelled& labelled, std::size_t folds,
                                     std::uint64_t seed);

/// About `rows` of the labelled rows, groups whole, with their share of both outcomes.
Labelled thinned(const Labelled& labelled, std::size_t rows, std::uint64_t seed);

}  // namespace retainwise::learn
