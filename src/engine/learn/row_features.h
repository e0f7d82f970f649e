#pragma once
/// Features that say something of a whole row without asking for the outcome: sums of columns that
/// belong together by name, and counts of missing and of yes cells.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/learn/labelled.h"
#include "engine/model/encode.h"
#include "engine/model/model.h"

namespace retainwise::learn {

inline constexpr std::size_t kMostSums = 12;
inline constexpr std::size_t kMostSummands = 8;

/// Sets of 2 to kMostSummands places whose names share a word or, failing that, begin or end with
/// the same four or more letters; each set once, at most kMostSums.
std::vector<std::vector<std::size_t>> name_groups(std::span<const std::string> names);

/// A column takes part in a sum if no labelled row has it below 0; in a count if it has such a cell
/// at all, for what never varies has no share in a reason.
std::vector<model::Feature> row_features(std::span<const model::InputColumn> inputs,
                                         const model::InputView& view, const Labelled& labelled);

}  // namespace retainwise::learn
