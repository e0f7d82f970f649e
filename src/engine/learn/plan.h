#pragma once
/// How much is trained, by the number of labelled rows.
#include <cstddef>
#include <vector>

#include "engine/learn/tree_member.h"

namespace retainwise::learn {

struct Plan {
  std::size_t repeats = 1;
  std::size_t folds = 5;
  std::size_t refits = 2;  ///< models on all rows, beside the fold models
  std::vector<TreeFamily> families;
  bool curves = true;  ///< the spline logistic beside them
  /// Not 0: all members are first tried on so many rows, and only the two heaviest are trained on
  /// all rows, in two folds: every row still gets its score from a half that did not see it.
  std::size_t tried_on_rows = 0;

  std::size_t members() const { return families.size() + (curves ? 1 : 0); }
};

Plan plan_for(std::size_t labelled_rows);

/// The plan's first family alone, once: for questions such as "and without this column?".
Plan brief(Plan plan);

/// The two members of the largest weight, by member number as in members.h, one family at least; in
/// two folds and without refits.
Plan narrowed(const Plan& plan, const std::vector<double>& weights);

}  // namespace retainwise::learn
