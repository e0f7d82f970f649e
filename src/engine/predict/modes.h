#pragma once
/// The three ways to scores.
#include <string_view>

#include "engine/learn/starter.h"
#include "engine/predict/predict.h"
#include "engine/predict/understand.h"

namespace retainwise::predict {

/// What both modes are given.
struct Task {
  const Understood& understood;
  const Options& options;
  const RunFacts& facts;
  unsigned threads;
  Outputs& outputs;
  Progress& progress;
};

/// Learns from the labelled rows, scores them out of fold and the others by the final model.
/// Needs roles.can_learn().
Result<Summary> by_learning(const Task& task);

/// Scores every row with a saved model.
Result<Summary> by_saved_model(const Task& task, const model::Model& saved);

inline constexpr std::string_view kStarter = "starter";
/// Gives every row the points of `card`, which has a signal.
Result<Summary> by_starter(const Task& task, const learn::Scorecard& card);

}  // namespace retainwise::predict
