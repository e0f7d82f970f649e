#include "app/commands/job.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <thread>
#include <vector>

#include "app/commit.h"
#include "app/confinement.h"
#include "app/fail_hook.h"
#include "app/file_sink.h"
#include "app/input_file.h"
#include "app/run_options.h"
#include "app/saved_model.h"
#include "app/stage_progress.h"
#include "base/text.h"
#include "engine/predict/predict.h"
#include "service/flows/error_file.h"
#include "service/flows/local_file.h"
#include "service/flows/model_card.h"
#include "service/flows/run_prediction.h"
#include "service/flows/sha256.h"
#include "service/jobs/child_exit.h"

namespace retainwise::app {
namespace {

constexpr std::size_t kMaxOptionsBytes = 16U << 20U;
constexpr std::size_t kMaxModelsBytes = 64U << 20U;

/// An allocation that fails anywhere, in a library's thread too, is the end, and has a name.
[[noreturn]] void end_for_want_of_memory() {
  ::_exit(jobs::kChildOutOfMemory);
}

/// The other end of stdin is the worker's: when it is gone, nobody waits for this job.
void end_with_stdin() {
  std::thread([] {
    char byte = 0;
    while (true) {
      const ssize_t count = ::read(STDIN_FILENO, &byte, 1);
      if (count == 0 || (count < 0 && errno != EINTR)) ::_exit(1);
    }
  }).detach();
}

/// The run's number stands at the end of its folder's name ("<prediction>-<fence>").
std::int64_t fence_of(const std::string& directory) {
  const std::vector<std::string> parts =
      split(std::filesystem::path(directory).filename().string(), '-');
  return Fence::parse(parts.back()).value_or(Fence{0}).value;
}

/// "" where the run was given none.
std::string given_model(const flows::JobFiles& files) {
  return std::filesystem::exists(files.saved_model()) ? files.saved_model() : "";
}

/// Those that the caller has; none where the run was given none.
Result<std::vector<predict::Candidate>> given_models(const flows::JobFiles& files) {
  if (!std::filesystem::exists(files.models())) return std::vector<predict::Candidate>();
  RW_TRY(const std::string text, flows::read_file(files.models(), kMaxModelsBytes));
  return flows::read_candidates(text);
}

struct Sinks {
  std::unique_ptr<FileSink> result, customers, model;

  static Result<Sinks> create(const flows::JobFiles& files) {
    Sinks sinks;
    RW_TRY(sinks.result, FileSink::create(files.result()));
    RW_TRY(sinks.customers, FileSink::create(files.customers()));
    RW_TRY(sinks.model, FileSink::create(files.model()));
    return sinks;
  }
  predict::Outputs outputs() { return {*result, customers.get(), *model}; }
  Result<void> close() {
    RW_CHECK_OK(result->close());
    RW_CHECK_OK(customers->close());
    return model->close();
  }
};

/// What both kinds of job are about.
struct Task {
  predict::Options options;
  std::optional<SavedModel> saved;
  std::vector<predict::Candidate> models;
  InputFile input;

  static Result<Task> read(const flows::JobFiles& files) {
    RW_TRY(const std::string text, flows::read_file(files.options(), kMaxOptionsBytes));
    RW_TRY(auto options, run_options(text));
    RW_TRY(auto saved, saved_model(given_model(files)));
    RW_TRY(auto models, given_models(files));
    RW_TRY(auto input, InputFile::open(files.input()));
    return Task{std::move(options), std::move(saved), std::move(models), std::move(input)};
  }
  const model::Model* model() const { return saved ? &saved->model : nullptr; }
  std::string model_sha256() const { return saved ? saved->sha256 : ""; }
};

/// Made here, so that the worker need not hold the model.
Result<void> write_card(const flows::JobFiles& files) {
  if (flows::file_size(files.model()) == 0) return {};
  RW_TRY(const auto model, InputFile::open(files.model()));
  RW_TRY(const Json card, flows::model_card(model.bytes()));
  return flows::write_file(files.model_card(), to_text(card));
}

Result<void> predict_it(const JobArguments& arguments, const flows::JobFiles& files,
                        const Task& task) {
  RW_TRY(Sinks sinks, Sinks::create(files));
  StageProgress progress([fence = fence_of(files.directory)](Stage stage) {
    fail_here("job." + std::string(name_of(stage)), fence);
  });
  const ByteSpan input = task.input.bytes();
  const predict::RunFacts facts{flows::sha256_hex(input), RETAINWISE_VERSION, task.models,
                                std::string(commit()), task.model_sha256()};
  RW_TRY(auto summary, predict::predict(input, task.options, task.model(), facts, arguments.threads,
                                        sinks.outputs(), progress));
  RW_CHECK_OK(sinks.close());
  if (summary.wants)
    return flows::write_file(files.summary(), to_text(Json{{"model", summary.wants->id},
                                                           {"why", summary.wants->why.message}}));
  RW_CHECK_OK(write_card(files));
  summary.metrics["timings"] = progress.timings();
  return flows::write_file(
      files.summary(),
      to_text(Json{{"mode", summary.mode}, {"rows", summary.rows}, {"metrics", summary.metrics}}));
}

Result<void> preview_it(const flows::JobFiles& files, const Task& task) {
  RW_TRY(const std::string text, flows::read_file(files.preview(), kMaxOptionsBytes));
  RW_TRY(const Json asked, parse_json(text));
  fail_here("job.preview", 1);
  const auto extent = asked.value("extent", "") == "beginning" ? predict::Extent::kBeginning
                                                               : predict::Extent::kWhole;
  RW_TRY(const Json shown,
         predict::preview(task.input.bytes(), task.options, task.model(), extent, task.models));
  return flows::write_file(files.summary(), to_text(shown));
}

Result<void> run(const JobArguments& arguments, const flows::JobFiles& files) {
  const auto input_bytes = flows::file_size(files.input());
  RW_CHECK_OK(confine({arguments.memory_bytes, input_bytes, arguments.parent}));
  end_with_stdin();
  RW_TRY(const Task task, Task::read(files));
  if (std::filesystem::exists(files.preview())) return preview_it(files, task);
  return predict_it(arguments, files, task);
}

/// Says by error.json why there is no result, in the room that the half results give up.
int tell(const flows::JobFiles& files, const Error& error) {
  for (const std::string& half : {files.result(), files.customers(), files.model()})
    ::unlink(half.c_str());  // absent is as good
  const auto told = flows::write_file(files.error(), to_text(flows::error_file(error)));
  if (told.ok()) return jobs::kChildRefused;
  return told.error().kind == ErrorKind::kStorageFull ? jobs::kChildOutOfDisk : 1;
}

}  // namespace

int job(const JobArguments& arguments) {
  std::set_new_handler(end_for_want_of_memory);
  const flows::JobFiles files{arguments.directory};
  const auto done = run(arguments, files);
  if (done.ok()) return jobs::kChildDone;
  return tell(files, done.error());
}

void add_job(CLI::App& app, JobArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand("job", "Run one prediction for the worker");
  command->group("");  // hidden
  command->add_option("DIRECTORY", arguments.directory)->required();
  command->add_option("--threads", arguments.threads);
  command->add_option("--memory", arguments.memory_bytes);
  command->add_option("--parent", arguments.parent);
  command->callback([&] { code = job(arguments); });
}

}  // namespace retainwise::app
