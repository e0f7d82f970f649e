#pragma once
/// All members of a model, trained on one division of the labelled rows.
#include <cstddef>
#include <vector>

#include "base/result.h"
#include "engine/learn/curve_member.h"
#include "engine/learn/division.h"
#include "engine/learn/plan.h"
#include "engine/learn/stack.h"
#include "engine/learn/tree_member.h"
#include "engine/model/model.h"

namespace retainwise::learn {

/// Members by number: the plan's families in their order, then the curves if the plan has them.
struct TrainedDivision {
  Division division;
  std::vector<TrainedTrees> families;
  std::vector<TrainedCurves> curves;  ///< one or none

  std::size_t members() const { return families.size() + curves.size(); }
  const std::vector<float>& out_of_fold(std::size_t member) const {
    return member < families.size() ? families[member].out_of_fold : curves[0].out_of_fold;
  }
  /// Fold f's models as `stack` weighs them, those without weight left out.
  model::Predictor predictor(std::size_t f, const Stack& stack) const;
};

/// What is asked of every training, set once.
struct Training {
  const Material& material;
  const Plan& plan;
  unsigned threads;
  AtRound at_round;  ///< see tree_member.h
  std::function<void()> member_done = [] {};
  Stop stop;
};

/// kCancelled.
Result<TrainedDivision> train_members(const Training& training, std::uint64_t seed);

/// `rounds` is by family, `c` the curves' penalty.
struct RefitAs {
  std::vector<int> rounds;
  double c = 1;
};

/// The plan's refits: members with weight on all labelled rows. kCancelled.
Result<std::vector<model::Predictor>> refit_members(const Training& training, const Stack& stack,
                                                    const RefitAs& as, std::uint64_t seed);

/// Members with weight on all training rows of `fold`, once. kCancelled.
Result<model::Predictor> refit_fold(const Training& training, const Fold& fold, const Stack& stack,
                                    const RefitAs& as, std::uint64_t seed);

}  // namespace retainwise::learn
