#pragma once
/// One run from the scores on: the files and the metrics object. Every mode ends here.
#include <optional>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "engine/model/model.h"
#include "engine/predict/options.h"
#include "engine/predict/predict.h"
#include "engine/report/measured.h"
#include "engine/report/scored_file.h"

namespace retainwise::predict {

/// What was found out; refers to what the caller keeps.
struct Run {
  std::string_view mode;
  const Options& options;
  const RunFacts& facts;
  const roles::Roles& roles;
  const report::ScoredFile& file;
  const score::Scores* scores;  ///< all of file's rows; null where no customers file is wanted
  Json model;  ///< the object `model` of docs/formats/metrics.md; null in mode starter
  double base_rate = 0;
  report::ThresholdUsed threshold;
  std::optional<report::MeasuredRows> measured;  ///< of mode learn
  bool better_than_chance = false;               ///< of the model, on rows that it did not see
  Json validation;
  std::vector<FileIssue> messages;
  Json scorecard = nullptr;         ///< of mode starter
  Json drift = nullptr;             ///< of mode score
  Json expected_leavers = nullptr;  ///< of mode score
};

/// docs/formats/metrics.md, without `timings`: the engine knows no clock.
Json metrics(const Run& run);

/// Of the metrics, what the model file keeps: figures and facts, nothing of any customer.
Json kept_figures(const Json& metrics);

/// Writes result and customers and gives the metrics.
Result<Json> finish(const Run& run, Outputs& outputs, Progress& progress);

}  // namespace retainwise::predict
