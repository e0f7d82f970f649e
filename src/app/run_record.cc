#include "app/run_record.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace retainwise::app {
namespace {

constexpr std::size_t kMostBytes = 64U << 20U;

Error no_record(const std::string& why) {
  return bad_file("no_run_record", "This is no record of a run: " + why + ".",
                  "Give what `retainwise predict -o` leaves beside a result, what `retainwise "
                  "predict --json` prints, or what GET /api/predictions/{id} answers.");
}

/// The metrics object in whatever it was handed over in.
Json metrics_in(const Json& json) {
  const Json prediction = member_or_null(json, "prediction");
  if (prediction.is_object()) return metrics_in(prediction);
  const Json metrics = member_or_null(json, "metrics_json");
  return metrics.is_object() ? metrics : json;
}

}  // namespace

std::string record_beside(const std::string& result) {
  return result + ".run.json";
}

Json run_record(const Json& metrics, const std::string& model_file) {
  constexpr std::array kKept = {
      "mode",         "model",     "rows",      "outcome",          "states",
      "risk",         "roc_auc",   "pr_auc",    "log_loss",         "brier",
      "lift_at_10",   "accuracy",  "precision", "recall",           "f1",
      "threshold",    "confusion", "verdict",   "expected_leavers", "options",
      "seed",         "version",   "commit",    "instruction_set",  "input_sha256",
      "result_sha256"};
  Json record = {{"retainwise_run", 1}};
  for (const char* key : kKept) record[key] = member_or_null(metrics, key);
  record["model_file"] = model_file.empty() ? Json(nullptr) : Json(model_file);
  return record;
}

Result<RunRecord> read_run_record(const Json& json) {
  const Json metrics = metrics_in(json);
  RunRecord record;
  record.mode = text_member(metrics, "mode");
  constexpr std::array<std::string_view, 3> kModes = {"learn", "score", "starter"};
  if (std::find(kModes.begin(), kModes.end(), record.mode) == kModes.end())
    return no_record("it names no mode");
  if (!member_or_null(metrics, "options").is_object())
    return no_record("it says nothing of the options");
  auto options = predict::Options::from_json(metrics["options"]);
  if (!options.ok()) return no_record("its options cannot be read (" + options.error().what + ")");
  record.options = *std::move(options);
  record.version = text_member(metrics, "version");
  record.commit = text_member(metrics, "commit");
  record.instruction_set = text_member(metrics, "instruction_set");
  record.input_sha256 = text_member(metrics, "input_sha256");
  record.result_sha256 = text_member(metrics, "result_sha256");
  record.model_file = text_member(metrics, "model_file");
  if (record.scored()) {
    record.model_id = text_member(member_or_null(metrics, "model"), "id");
    record.model_sha256 = text_member(member_or_null(metrics, "model"), "sha256");
  }
  record.metrics = metrics;
  return record;
}

Result<RunRecord> parse_run_record(std::string_view text) {
  auto json = parse_json(text, {.depth = 64, .bytes = kMostBytes});
  if (!json.ok()) return no_record("it is not JSON");
  return read_run_record(*json);
}

}  // namespace retainwise::app
