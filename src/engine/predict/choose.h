#pragma once
/// Which of a caller's saved models a file is scored with that nothing can be learned from.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/predict/match.h"

namespace retainwise::predict {

/// A saved model as far as a file can be held against it, without its file.
struct Candidate {
  std::string id;
  std::vector<model::InputColumn> inputs;    ///< without levels
  std::map<std::string, double> importance;  ///< by column, as importance_of() gives it
  double skill = 0;                          ///< its AUC on rows that it had not seen, above .5
  bool preferred = false;                    ///< taken before all others where it fits
  bool by_itself = true;                     ///< false: only told of, never taken here
};

/// One held against a file.
struct Fitting {
  const Candidate* candidate = nullptr;
  Result<Match> match;  ///< kBadFile "model_does_not_fit"
};

/// All, in their order.
std::vector<Fitting> fittings(std::span<const Candidate> candidates, const table::Table& table);

/// The preferred one where it fits; else the one whose skill is left most: its own times the share
/// of what moved its scores that the file has. Of equals the first. Null where none fits.
const Fitting* choose(std::span<const Fitting> fittings);

}  // namespace retainwise::predict
