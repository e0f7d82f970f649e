#pragma once
/// What is kept of learning: enough to score any later file with the same columns and to explain
/// every row, and the figures that were measured. Plain values; immutable once made.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/model/additive.h"
#include "engine/model/profile.h"
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

/// How one feature is made from input columns; statistics are frozen from training rows.
struct Feature {
  /// The number is part of docs/formats/model.md.
  enum class Kind : std::uint8_t {
    kNumber = 0,        ///< the number itself
    kRank = 1,          ///< place of a category's level in the order of its smoothed rate;
                        ///< unseen and missing → NaN
    kAge = 2,           ///< reference day − date, days
    kWeekday = 3,       ///< 0 Monday … 6
    kMonth = 4,         ///< 1 … 12
    kSum = 5,           ///< of the columns; missing counts 0, all missing → NaN
    kMissingCount = 6,  ///< of the columns' cells
    kYesCount = 7,      ///< of the columns' cells that say yes: a 1, or a level such as "Yes"
    kRatio = 8,         ///< a / b; b = 0 → NaN
    kProduct = 9,       ///< a · b
    kPlus = 10,         ///< a + b
    kMinus = 11,        ///< a − b
    kResidual = 12,     ///< a − b · c
    kRate = 13,         ///< smoothed rate of a category's level, for categories of very many;
                        ///< unseen and missing → NaN
  };
  Kind kind = Kind::kNumber;
  /// Places in Model::inputs, in the order that `kind` reads them. What the feature adds to a row's
  /// log-odds is handed to them in equal shares.
  std::vector<std::int32_t> columns;
  /// kRank, kRate: by level; NaN where training had none.
  std::vector<float> level_ranks;
  double reference_day = 0;  ///< kAge: days since 1970-01-01
};

/// Columns → features; see encode.h.
struct Encoding {
  std::vector<Feature> features;
};

/// log-odds(x) = intercept + Σ trees weight · margin(x) + Σ additive weight · margin(x),
/// x = encode(row). Weights and intercept come from out-of-fold rows and are the calibration.
struct Predictor {
  struct TreeMember {
    double weight = 1;
    Trees trees;
  };
  struct AdditiveMember {
    double weight = 1;
    Additive additive;
  };
  Encoding encoding;
  double intercept = 0;
  std::vector<TreeMember> trees;
  std::vector<AdditiveMember> additive;
};

struct Model {
  std::string outcome_column;
  std::string left_value;
  std::vector<InputColumn> inputs;
  std::vector<Predictor> predictors;  ///< the final model is the mean of their log-odds
  double base_rate = 0;
  double threshold = 0.5;
  Json figures;                    ///< metrics of the run that made it
  std::optional<Profile> profile;  ///< unset in files before version 3
};

}  // namespace retainwise::model
