#include "app/commands/verify.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "app/commands/find_record.h"
#include "app/commands/verdict.h"
#include "app/commit.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/nowhere.h"
#include "app/progress_bar.h"
#include "app/run_options.h"
#include "app/say.h"
#include "engine/predict/predict.h"
#include "service/flows/sha256.h"

namespace retainwise::app {
namespace {

Error another_input(const VerifyArguments& arguments, const std::string& recorded,
                    const std::string& sha256) {
  return bad_file("another_input",
                  "\"" + arguments.input + "\" is not the file that the run read: its sha256 is " +
                      sha256 + ", the record's " + recorded + ". Nothing was repeated.",
                  "Give the very file that was scored with --input.");
}

/// The run once more, its result into `comparison`; the metrics.
Result<Json> repeat(const InputFile& input, const std::string& input_sha256,
                    const predict::Options& options, const std::optional<SavedModel>& saved,
                    bool quiet, report::ResultComparison& comparison) {
  ProgressBar progress(!quiet);
  Nowhere model;
  const predict::RunFacts facts{
      input_sha256, RETAINWISE_VERSION, {}, std::string(commit()), saved ? saved->sha256 : ""};
  RW_TRY(auto summary, predict::predict(input.bytes(), options, saved ? &saved->model : nullptr,
                                        facts, std::max(1U, std::thread::hardware_concurrency()),
                                        {comparison, nullptr, model}, progress));
  return std::move(summary.metrics);
}

char delimiter_of(const Json& metrics) {
  return metrics.at("reading").at("delimiter").get<std::string>().at(0);
}

Result<Verdict> run(const VerifyArguments& arguments) {
  if (arguments.result == "-" && arguments.input == "-")
    return bad_request("two_inputs", "Result and input would both be read from standard input.",
                       "Give one of them a file name.");
  RW_TRY(const auto result, InputFile::open(arguments.result));
  const std::string result_sha256 = flows::sha256_hex(result.bytes());
  RW_TRY(FoundRecord found, find_record(arguments, result_sha256));
  RW_TRY(const auto input, InputFile::open(arguments.input));
  const std::string input_sha256 = flows::sha256_hex(input.bytes());
  if (!found.record.input_sha256.empty() && found.record.input_sha256 != input_sha256)
    return another_input(arguments, found.record.input_sha256, input_sha256);
  RW_TRY(const auto saved, model_of(arguments, found));
  RW_TRY(const auto options, run_options(to_text(found.record.options.to_json())));
  report::ResultComparison comparison(as_text(result.bytes()));
  RW_TRY(const Json metrics, repeat(input, input_sha256, options, saved,
                                    arguments.quiet || arguments.json, comparison));
  Verdict verdict{arguments.result,
                  found.source,
                  std::move(found.record),
                  result_sha256,
                  RETAINWISE_VERSION,
                  std::string(commit()),
                  metrics.at("instruction_set").get<std::string>(),
                  comparison.finish(delimiter_of(metrics)),
                  {},
                  {}};
  verdict.other_figures = other_figures(verdict.record.metrics, metrics);
  verdict.notes = notes_of(verdict);
  return verdict;
}

/// "Different" is kExitFailed; that it could not be found out must not look like it.
int could_not_verify(const Error& error) {
  const int code = say(error);
  return code == kExitFailed ? kExitUnavailable : code;
}

}  // namespace

int verify(const VerifyArguments& arguments) {
  const auto verdict = run(arguments);
  if (!verdict.ok()) return could_not_verify(verdict.error());
  if (arguments.json) {
    std::printf("%s\n", to_text(verdict_json(*verdict)).c_str());
  } else if (!arguments.quiet) {
    std::fputs(verdict_in_words(*verdict).c_str(), stdout);
  }
  return verdict->equal() ? kExitFine : kExitFailed;
}

void add_verify(CLI::App& app, VerifyArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand(
      "verify", "Repeat the run that wrote a result, and say whether the bytes are the same");
  command->add_option("RESULT", arguments.result, "The scored file; - for standard input")
      ->required();
  command->add_option("--input", arguments.input, "The customer file that was scored")->required();
  auto* record = command->add_option(
      "--record", arguments.record,
      "How it was made: RESULT.run.json, the output of predict --json, or a prediction's JSON");
  auto* prediction = command->add_option("--prediction", arguments.prediction,
                                         "How it was made: this prediction of the server here");
  auto* options = command->add_option("--options", arguments.options,
                                      "How it was made: the run's options as JSON");
  record->excludes(prediction)->excludes(options);
  prediction->excludes(options);
  command->add_option("--model", arguments.model, "The model that scored it");
  command->add_option("--data-dir", arguments.data_dir, "Data folder of the server to ask");
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->add_flag("--quiet", arguments.quiet, "Print nothing but errors");
  command->footer(
      "Exits with 0: the same bytes; 1: different; 3: a file is not the one or cannot be "
      "read; 2 and 4 as everywhere.");
  command->callback([&] { code = verify(arguments); });
}

}  // namespace retainwise::app
