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

  std::size_t members() const { return families.size() + (curves ? 1 : 0); }
};

Plan plan_for(std::size_t labelled_rows);

/// The plan's first family alone, once: for questions such as "and without this column?".
Plan brief(Plan plan);

}  // namespace retainwise::learn
