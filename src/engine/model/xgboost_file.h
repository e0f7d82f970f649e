#pragma once
/// A model's trees in XGBoost's own JSON, for whoever wants them elsewhere:
/// docs/formats/xgboost-json.md. XGBoost 1.7 and later load it.
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/sink.h"
#include "engine/model/model.h"

namespace retainwise::model {

/// What the exported booster reads, column by column: the different features of all predictors that
/// a tree or a curve asks for.
struct ExportedFeatures {
  Encoding encoding;
  std::vector<std::string> names;  ///< all different, and such that XGBoost takes them
  /// Place in `encoding` by predictor and place in its own encoding; -1: not asked for.
  std::vector<std::vector<std::int32_t>> places;
};
ExportedFeatures exported_features(const Model& model);

/// One booster of all predictors' trees, each leaf times its member's weight over the number of
/// predictors, behind one leaf that holds every constant. What is no tree stands beside it, in the
/// attribute "retainwise": log-odds = the booster's margin + Σ curves.
Result<void> write_xgboost(const Model& model, Sink& sink);
/// That attribute: how each feature is made from the columns, and the curves.
Json exported_attribute(const Model& model, const ExportedFeatures& features);

}  // namespace retainwise::model
