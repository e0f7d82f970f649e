#pragma once
/// One family of boosted trees, trained on every fold of a division at once.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/learn/booster.h"
#include "engine/learn/division.h"

namespace retainwise::learn {

/// A family: how its trees grow, and whether it reads derived features as well.
struct TreeFamily {
  TreeSettings settings;
  bool derived = false;
};

/// Says after how many rounds training stands, from any thread; true: stop.
using AtRound = std::function<bool(int round)>;

struct TrainedTrees {
  int rounds = 0;  ///< with the lowest mean log-loss on held-out rows
  std::vector<model::Trees> by_fold;
  std::vector<float> out_of_fold;  ///< margin by labelled row
};

/// All folds grow one tree a round; growing ends when the mean held-out log-loss has not fallen for
/// 40 rounds, at most after 500; of many held-out rows 50,000 are watched. kCancelled where
/// `at_round` said so.
Result<TrainedTrees> train_trees(const Labelled& labelled, const Division& division,
                                 const TreeFamily& family, std::uint64_t seed, unsigned threads,
                                 const AtRound& at_round);

/// `rounds` trees on all training rows of `fold`.
Result<model::Trees> refit_trees(const Labelled& labelled, const Fold& fold,
                                 const TreeFamily& family, int rounds, std::uint64_t seed,
                                 const AtRound& at_round);

}  // namespace retainwise::learn
