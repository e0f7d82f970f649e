#include "app/commands/find_record.h"

#include <filesystem>
#include <utility>

#include "app/input_file.h"
#include "app/run_options.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

namespace fs = std::filesystem;

bool is_there(const std::string& path) {
  std::error_code ignored;  // what cannot be looked at is not there
  return fs::exists(path, ignored);
}

Result<FoundRecord> in_file(const std::string& path) {
  RW_TRY(const auto file, InputFile::open(path));
  RW_TRY(auto record, parse_run_record(as_text(file.bytes())));
  return FoundRecord{std::move(record), path, std::nullopt};
}

Result<FoundRecord> on_server(RunningServer server, const std::string& prediction) {
  RW_TRY(const Json json, server.get("/api/predictions/" + prediction));
  const Json row = json.value("prediction", Json::object());
  if (!row.value("metrics_json", Json()).is_object())
    return bad_request("not_completed", "The prediction " + prediction + " has no result.",
                       "Name one that is COMPLETED.");
  RW_TRY(auto record, read_run_record(row));
  std::string source = "prediction " + prediction + " on " + server.url();
  return FoundRecord{std::move(record), std::move(source), std::move(server)};
}

/// The caller says the options: nothing else is known of the run.
Result<FoundRecord> by_options(const std::string& options) {
  RunRecord record;
  RW_TRY(record.options, run_options(options));
  return FoundRecord{std::move(record), "--options", std::nullopt};
}

/// Letters, digits and dashes: nothing else may stand in the path of a request.
Result<void> check_id(const std::string& id) {
  const bool fits =
      !id.empty() && id.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos;
  if (fits) return {};
  return bad_request("bad_id", "\"" + shortened(id, 60) + "\" is no id.",
                     "Take the id that the server shows.");
}

Error no_record(const VerifyArguments& arguments) {
  return bad_file("no_record",
                  "How \"" + arguments.result + "\" was made is not known: no " +
                      record_beside(arguments.result) +
                      " lies beside it, and no server here has made it.",
                  "Give the record with --record, the id of the prediction with --prediction (and "
                  "--data-dir of "
                  "its server), or the run's options with --options.");
}

Result<std::optional<FoundRecord>> by_result(const VerifyArguments& arguments,
                                             const std::string& result_sha256) {
  RW_TRY(const std::string folder, data_folder(arguments.data_dir));
  if (!has_server_file(folder)) return std::optional<FoundRecord>();
  RW_TRY(RunningServer server, RunningServer::find(folder));
  RW_TRY(const Json all, server.list("/api/predictions?status=COMPLETED", "predictions"));
  for (const Json& each : all) {
    if (each.value("result_sha256", Json()) != Json(result_sha256)) continue;
    RW_TRY(auto found, on_server(std::move(server), each.value("id", "")));
    return std::optional(std::move(found));
  }
  return std::optional<FoundRecord>();
}

/// As the record names it: from here, or beside the result.
std::string model_file(const VerifyArguments& arguments, const RunRecord& record) {
  if (!arguments.model.empty() || record.model_file.empty()) return arguments.model;
  if (is_there(record.model_file)) return record.model_file;
  const fs::path beside =
      fs::path(arguments.result).parent_path() / fs::path(record.model_file).filename();
  return is_there(beside.string()) ? beside.string() : "";
}

Error no_model(const RunRecord& record) {
  const std::string named = record.model_file.empty() ? "" : " (\"" + record.model_file + "\")";
  return bad_file("no_model", "The run scored with a saved model" + named + ", which is not here.",
                  "Give its file with --model.");
}

Error another_model(const RunRecord& record, const std::string& sha256) {
  return bad_file("another_model",
                  "This is not the model that the run scored with: its sha256 is " + sha256 +
                      ", the record's " + record.model_sha256 + ".",
                  "Give the file of that model with --model.");
}

}  // namespace

Result<FoundRecord> find_record(const VerifyArguments& arguments,
                                const std::string& result_sha256) {
  if (!arguments.record.empty()) return in_file(arguments.record);
  if (!arguments.options.empty()) return by_options(arguments.options);
  if (!arguments.prediction.empty()) {
    RW_CHECK_OK(check_id(arguments.prediction));
    RW_TRY(RunningServer server, RunningServer::find(arguments.data_dir));
    return on_server(std::move(server), arguments.prediction);
  }
  const std::string beside = record_beside(arguments.result);
  if (is_there(beside)) return in_file(beside);
  RW_TRY(auto found, by_result(arguments, result_sha256));
  if (!found) return no_record(arguments);
  return *std::move(found);
}

Result<std::optional<SavedModel>> model_of(const VerifyArguments& arguments,
                                           const FoundRecord& found) {
  const RunRecord& record = found.record;
  std::optional<SavedModel> saved;
  const std::string file = model_file(arguments, record);
  if (!file.empty()) {
    RW_TRY(saved, saved_model(file));
  } else if (record.scored() && found.server && !record.model_id.empty()) {
    RW_CHECK_OK(check_id(record.model_id));
    RW_TRY(const std::string bytes,
           found.server->download("/api/models/" + record.model_id + "/export"));
    RW_TRY(saved, saved_model(as_bytes(bytes)));
  }
  if (record.scored() && !saved) return no_model(record);
  if (saved && !record.model_sha256.empty() && saved->sha256 != record.model_sha256)
    return another_model(record, saved->sha256);
  return saved;
}

}  // namespace retainwise::app
