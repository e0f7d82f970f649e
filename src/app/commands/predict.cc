#include "app/commands/predict.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "app/commands/print_summary.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/output_file.h"
#include "app/progress_bar.h"
#include "app/run_options.h"
#include "app/saved_model.h"
#include "app/say.h"
#include "app/standard_output.h"
#include "engine/predict/predict.h"
#include "service/flows/sha256.h"

namespace retainwise::app {
namespace {

class Nowhere final : public Sink {
 public:
  Result<void> write(std::string_view) override { return {}; }
};

/// A place for one of the results: a file that appears whole, standard output, or nowhere.
class Place {
 public:
  static Result<Place> open(const std::string& path) {
    Place place;
    if (path.empty()) {
      place.stream_ = std::make_unique<Nowhere>();
    } else if (path == "-") {
      place.stream_ = std::make_unique<StandardOutput>();
    } else {
      RW_TRY(place.file_, OutputFile::create(path));
    }
    return place;
  }
  Sink& sink() { return file_ ? static_cast<Sink&>(*file_) : *stream_; }
  Result<void> commit() { return file_ ? file_->commit() : Result<void>(); }

 private:
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<Sink> stream_;
};

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
  const std::pair<const std::string*, const std::string*> pairs[] = {
      {&arguments.output, &arguments.file},
      {&arguments.output, &arguments.model},
      {&arguments.output, &arguments.save_model},
      {&arguments.save_model, &arguments.file},
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

Result<predict::Summary> run(const PredictArguments& arguments) {
  RW_CHECK_OK(check(arguments));
  RW_TRY(const auto options, run_options(arguments.options));
  RW_TRY(const auto saved, saved_model(arguments.model));
  RW_TRY(const auto input, InputFile::open(arguments.file));
  RW_TRY(auto result, Place::open(arguments.output));
  RW_TRY(auto model, Place::open(arguments.save_model));
  Nowhere customers;
  ProgressBar progress(!arguments.quiet);
  const predict::RunFacts facts{flows::sha256_hex(input.bytes()), RETAINWISE_VERSION};
  RW_TRY(auto summary, predict::predict(input.bytes(), options, saved ? &*saved : nullptr, facts,
                                        std::max(1U, std::thread::hardware_concurrency()),
                                        {result.sink(), customers, model.sink()}, progress));
  RW_CHECK_OK(result.commit());
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
