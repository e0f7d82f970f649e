#pragma once
/// Table + outcome → model, validated on rows it did not see. The only room that knows XGBoost.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/time.h"
#include "engine/model/model.h"
#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::learn {

struct Options {
  std::uint64_t seed = 0;
  unsigned threads = 1;
  Date as_of = {};  ///< reference day of dates' ages where the file has no later day of its own
};

inline constexpr std::uint8_t kNoFold = std::numeric_limits<std::uint8_t>::max();

/// One division of the labelled rows. A row's out-of-fold log-odds is that of folds[fold_of_row].
struct Repeat {
  std::vector<model::Predictor> folds;    ///< inputs are those of Learned::model
  std::vector<std::uint8_t> fold_of_row;  ///< by table row; kNoFold where the outcome is unknown
};

/// Learned on the oldest four fifths by date, asked about the newest fifth; for figures only.
struct Forward {
  Date from;                     ///< first day that was held out
  std::vector<double> log_odds;  ///< of the held-out rows
  std::vector<std::uint8_t> left;
};

struct Learned {
  /// `threshold` is the best F1 out of fold; `figures` is left to the caller.
  model::Model model;
  /// One, or three for small files: then a labelled row's log-odds and reasons are their mean.
  std::vector<Repeat> repeats;
  /// Mean out-of-fold log-odds by table row; NaN where the outcome is unknown.
  std::vector<double> out_of_fold;
  /// Where roles name a date and both parts have enough rows.
  std::optional<Forward> forward;
  /// As used: a suspicious column has its AUC with and without, and may have become a leak.
  roles::Roles roles;
  int rounds = 0;                   ///< boosting rounds of the final model's first member
  bool grouped = false;             ///< folds keep rows of one id together
  bool better_than_chance = false;  ///< the AUC's interval lies above .5
};

/// Needs roles.can_learn() (kBug otherwise). Same table, roles, options but `threads` → same bytes.
/// Ends within a second with kCancelled once progress.cancelled().
Result<Learned> learn(const table::Table& table, const roles::Roles& roles, const Options& options,
                      Progress& progress);

}  // namespace retainwise::learn
