#include "app/commands/predict.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "app/commands/print_summary.h"
#include "app/commit.h"
#include "app/exit_code.h"
#include "app/hashing_sink.h"
#include "app/input_file.h"
#include "app/output_file.h"
#include "app/place.h"
#include "app/progress_bar.h"
#include "app/run_options.h"
#include "app/run_record.h"
#include "app/saved_model.h"
#include "app/say.h"
#include "engine/predict/predict.h"
#include "service/flows/sha256.h"

namespace retainwise::app {
namespace {

bool same_file(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty() || one == "-" || other == "-") return false;
  std::error_code ignored;  // a file that is not there yet is told by its name
  if (!std::filesystem::is_regular_file(one, ignored) && std::filesystem::exists(one, ignored))
    return false;
  return std::filesystem::weakly_canonical(one, ignored) ==
         std::filesystem::weakly_canonical(other, ignored);
}

/// Nothing that is read, and no other result, may be written over.
Result<void> check(const PredictArguments& arguments) {
  if (arguments.json && arguments.output == "-")
    return bad_request("two_outputs", "--json and -o - would both write to standard output.",
                       "Give -o a file name.");
  const std::string record = record_beside(arguments.output);
  const std::pair<const std::string*, const std::string*> pairs[] = {
      {&arguments.output, &arguments.file},
      {&arguments.output, &arguments.model},
      {&arguments.output, &arguments.save_model},
      {&arguments.save_model, &arguments.file},
      {&record, &arguments.file},
      {&record, &arguments.model},
      {&record, &arguments.save_model},
  };
  for (const auto& [written, other] : pairs) {
    if (same_file(*written, *other))
      return bad_request("same_file", "\"" + *written + "\" is named twice and would be lost.",
                         "Give input, result and model a file each.");
  }
  return {};
}

/// What follows must not go on with a model that lay there before.
Error model_not_learned(const PredictArguments& arguments) {
  const std::string result = arguments.output.empty() ? "" : " The result was written.";
  return bad_file("no_model_learned",
                  "Nothing was learned from \"" + arguments.file + "\", so \"" +
                      arguments.save_model + "\" was not written." + result,
                  "Run it without --save-model to see why.");
}

/// So that `verify` can repeat the run; beside a result that is a file, and not a device or pipe.
Result<void> write_record(const PredictArguments& arguments, const Json& metrics) {
  std::error_code ignored;  // what cannot be looked at is no file to put one beside
  const bool file = std::filesystem::is_regular_file(arguments.output, ignored);
  if (!file) return {};
  if (arguments.no_record) {
    // What lies there tells of the result that was there before.
    std::filesystem::remove(record_beside(arguments.output), ignored);
    return {};
  }
  const std::string written =
      run_record(metrics, arguments.model).dump(2, ' ', false, Json::error_handler_t::replace) +
      "\n";
  RW_TRY(auto record, OutputFile::create(record_beside(arguments.output)));
  RW_CHECK_OK(record->write(written));
  return record->commit();
}

Result<predict::Summary> run(const PredictArguments& arguments) {
  RW_CHECK_OK(check(arguments));
  RW_TRY(const auto options, run_options(arguments.options));
  RW_TRY(const auto saved, saved_model(arguments.model));
  RW_TRY(const auto input, InputFile::open(arguments.file));
  RW_TRY(auto result, Place::open(arguments.output));
  RW_TRY(auto model, Place::open(arguments.save_model));
  ProgressBar progress(!arguments.quiet);
  const predict::RunFacts facts{flows::sha256_hex(input.bytes()),
                                RETAINWISE_VERSION,
                                {},
                                std::string(commit()),
                                saved ? saved->sha256 : ""};
  HashingSink hashed(result.sink());
  RW_TRY(auto summary, predict::predict(input.bytes(), options, saved ? &saved->model : nullptr,
                                        facts, std::max(1U, std::thread::hardware_concurrency()),
                                        {hashed, nullptr, model.sink()}, progress));
  RW_TRY(summary.metrics["result_sha256"], hashed.finish());
  RW_CHECK_OK(result.commit());
  RW_CHECK_OK(write_record(arguments, summary.metrics));
  if (summary.mode == "learn") RW_CHECK_OK(model.commit());
  if (summary.mode != "learn" && !arguments.save_model.empty()) return model_not_learned(arguments);
  summary.metrics["timings"] = progress.timings();
  return summary;
}

void print_for_a_person(const PredictArguments& arguments, const Json& metrics) {
  std::FILE* out = arguments.output == "-" ? stderr : stdout;
  std::fputs(summary_in_words(metrics).c_str(), out);
  if (arguments.output.empty())
    std::fputs("Add -o FILE to write every customer with score and reasons.\n", out);
}

}  // namespace

int predict(const PredictArguments& arguments) {
  auto summary = run(arguments);
  if (!summary.ok()) return say(summary.error());
  if (arguments.json) {
    std::printf("%s\n", to_text(summary->metrics).c_str());
  } else if (!arguments.quiet) {
    print_for_a_person(arguments, summary->metrics);
  }
  return kExitFine;
}

}  // namespace retainwise::app
