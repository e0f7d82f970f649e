#pragma once
/// What is kept of learning: enough to score any later file with the same columns and to explain
/// every row, and the figures that were measured. Plain values; immutable once made.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/model/trees.h"
#include "engine/table/table.h"

namespace retainwise::model {

/// An input column as the file had it.
struct InputColumn {
  std::string name;
  table::Type type = table::Type::kNumber;
  bool category = false;            ///< read by `levels`, not by its number
  std::vector<std::string> levels;  ///< of a category, all that training saw
};

/// How one feature is made from one input column; statistics are frozen from training rows.
struct Feature {
  enum class Kind : std::uint8_t {
    kNumber,        ///< the number itself
    kRank,          ///< place of a category's level in the order of its smoothed rate; unseen → NaN
    kAge,           ///< reference date − date, days
    kWeekday,       ///< 0 Monday … 6
    kMonth,         ///< 1 … 12
  };
  Kind kind = Kind::kNumber;
  std::int32_t column = 0;         ///< place in Model::inputs
  std::vector<float> level_ranks;  ///< kRank: by level
  double reference_day = 0;        ///< kAge: days since 1970-01-01
};

/// Columns → features. Each feature's share of a row's reasons goes to its column.
struct Encoding {
  std::vector<Feature> features;
};

/// log-odds(x) = intercept + slope · margin(trees, encode(x)).
struct Predictor {
  Encoding encoding;
  Trees trees;
  double slope = 1;      ///< Platt (1999) scaling of the margin, from out-of-fold rows
  double intercept = 0;
};

struct Model {
  std::string outcome_column;
  std::string left_value;
  std::vector<InputColumn> inputs;
  std::vector<Predictor> predictors;  ///< the final model is the mean of their log-odds
  double base_rate = 0;
  double threshold = 0.5;
  Json figures;                       ///< metrics of the run that made it
};

}  // namespace retainwise::model
