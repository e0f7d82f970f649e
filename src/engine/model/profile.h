#pragma once
/// What the rows looked like that a model was learned from: a later file is held against it, and a
/// curve can say where there were customers at all. Counts only; plain values.
#include <cstdint>
#include <vector>

namespace retainwise::model {

/// Rows by value. Of a category counts[i] are the rows of InputColumn::levels[i], without cuts.
/// Else counts[i] are the rows with cuts[i - 1] ≤ x < cuts[i], open at both ends: the outermost
/// cuts stand at the 1 % and 99 % points, so that no single customer's extreme is kept.
struct Histogram {
  std::vector<double> cuts;           ///< ascending; a date's are days since 1970-01-01
  std::vector<std::uint32_t> counts;  ///< cuts.size() + 1, or one a level
};

struct ColumnProfile {
  std::uint32_t missing = 0;  ///< rows without a value
  Histogram values;           ///< the other rows, but for those whose level there is not
};

struct Profile {
  std::uint32_t rows = 0;              ///< whose outcome was known
  std::uint32_t left = 0;              ///< of them
  std::vector<ColumnProfile> columns;  ///< beside Model::inputs
  Histogram scores;                    ///< out-of-fold log-odds, on the model's own scale
};

}  // namespace retainwise::model
