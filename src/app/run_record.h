#pragma once
/// What a repetition of a run needs, as it lies beside a result: docs/formats/verify.md.
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "engine/predict/options.h"

namespace retainwise::app {

struct RunRecord {
  std::string mode;
  predict::Options options;
  std::string version, commit, instruction_set;  ///< "" where it does not say, here and below
  std::string input_sha256, result_sha256;
  std::string model_file, model_id, model_sha256;  ///< of the model that scored
  Json metrics;  ///< what it says of the metrics object (docs/formats/metrics.md)

  bool scored() const { return mode == "score"; }
};

/// "scored.csv" → "scored.csv.run.json".
std::string record_beside(const std::string& result);

/// The record of a run, from its metrics; `model_file`: as the caller named it, "": none.
Json run_record(const Json& metrics, const std::string& model_file);

/// Takes a record, what `predict --json` prints, and what GET /api/predictions/{id} answers.
/// kBadFile where `text` is none of them.
Result<RunRecord> parse_run_record(std::string_view text);
Result<RunRecord> read_run_record(const Json& json);

}  // namespace retainwise::app
