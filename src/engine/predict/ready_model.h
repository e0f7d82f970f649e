#pragma once
/// A saved model made ready to answer at once, for a few rows at a time. A row gives the same bits
/// as in a file that the model scores.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/json.h"
#include "base/result.h"
#include "engine/model/model.h"
#include "engine/predict/options.h"
#include "engine/score/scorer.h"
#include "engine/table/table.h"

namespace retainwise::predict {

/// What a run decided about the model's scores; see Options.
struct Shift {
  std::optional<double> true_rate, threshold;
};

struct AtOnce {
  std::vector<Json> rows;
  std::vector<FileIssue> messages;  ///< inputs that are not there, as match.h tells them
};

/// Any number of threads may ask.
class ReadyModel {
 public:
  /// kBadFile where `bytes` are no model.
  static Result<ReadyModel> read(ByteSpan bytes);

  const model::Model& model() const { return model_; }

  /// Of the first texts.size() rows of `table`, whose columns are found as match.h says:
  /// {churn_probability, retention_probability, risk_level, base_value, log_odds, reasons, keeps,
  /// explanation, contributions (all, strongest first)}. `texts[row][input]` is what a reason shows
  /// as value. kBadFile "model_does_not_fit".
  Result<AtOnce> score(const table::Table& table, std::span<const std::vector<std::string>> texts,
                       const Shift& shift) const;

 private:
  ReadyModel(model::Model model, score::Scorer scorer)
      : model_(std::move(model)), scorer_(std::move(scorer)) {}
  model::Model model_;
  score::Scorer scorer_;
};

}  // namespace retainwise::predict
