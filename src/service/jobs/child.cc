#include "service/jobs/child.h"

#include <unistd.h>

#include <csignal>
#include <cstring>

#include "base/text.h"
#include "service/flows/local_file.h"
#include "service/jobs/child_exit.h"
#include "service/jobs/process.h"
#include "service/jobs/progress_line.h"

namespace retainwise::jobs {
namespace {

using flows::JobEnd;

constexpr int kTickMs = 250;  ///< how often a silent child's beat is asked for
constexpr int kEndingMs = 5;  ///< between its last word and its end
constexpr std::size_t kKeptErrors = 4096;

JobEnd died(JobEnd::Cause cause, std::string why, std::int64_t limit = 0) {
  return {JobEnd::Kind::kDied, cause, std::move(why), limit};
}

std::string signal_name(int number) {
  const char* name = ::sigdescr_np(number);
  std::string text = "signal " + std::to_string(number);
  if (name) text += std::string(" ") + name;
  if (number == SIGKILL) text += ", most often because the machine was out of memory";
  return text;
}

class ChildRun {
 public:
  ChildRun(const Clock& clock, telemetry::Log& log, const ChildOptions& options,
           const flows::JobFiles& files, const flows::JobRunner::BeatFn& beat)
      : clock_(clock), log_(log), options_(options), files_(files), beat_(beat) {}

  JobEnd run() {
    auto started = Process::start(command(), environment());
    if (!started.ok())
      return {JobEnd::Kind::kNotStarted, JobEnd::Cause::kCrash, started.error().detail, 0};
    const std::unique_ptr<Process> process = std::move(started).value();
    JobEnd end = attend(*process);
    if (end.kind != JobEnd::Kind::kDone && !errors_.empty())
      log_.warning("job_said", {{"stderr", errors_}});
    return end;
  }

 private:
  std::vector<std::string> command() const {
    return {options_.program,
            "job",
            files_.directory,
            "--threads",
            std::to_string(options_.threads),
            "--memory",
            std::to_string(options_.memory_bytes),
            "--parent",
            std::to_string(::getpid())};
  }

  /// Passive waiting: on few cores XGBoost's idle threads would spin away the others' time.
  std::vector<std::string> environment() const {
    std::vector<std::string> names = {"LC_ALL=C.UTF-8", "TZ=UTC", "OMP_WAIT_POLICY=passive",
                                      "OMP_NUM_THREADS=" + std::to_string(options_.threads)};
    names.insert(names.end(), options_.environment.begin(), options_.environment.end());
    return names;
  }

  JobEnd attend(Process& process) {
    const std::int64_t deadline = clock_.steady_ms() + options_.deadline_ms;
    bool closed = false;
    while (!process.ended()) {
      hear(process.read(closed ? kEndingMs : kTickMs), closed);
      if (!beat_(told_)) {
        process.kill();
        return {JobEnd::Kind::kStopped, JobEnd::Cause::kCrash, "", 0};
      }
      if (clock_.steady_ms() < deadline) continue;
      process.kill();
      return died(JobEnd::Cause::kDeadline,
                  "deadline of " + std::to_string(options_.deadline_ms) + " ms",
                  options_.deadline_ms);
    }
    hear(process.read(0), closed);
    return judge(process.end());
  }

  void hear(const Process::Output& output, bool& closed) {
    closed = output.closed;
    lines_.feed(output.out, [this](std::string_view line) {
      if (auto beat = parse_progress_line(line)) told_ = *std::move(beat);
    });
    errors_ += output.err;
    if (errors_.size() > kKeptErrors) errors_.erase(0, errors_.size() - kKeptErrors);
  }

  JobEnd judge(const Process::End& end) const {
    if (!end.by_signal && end.code == kChildDone && flows::file_size(files_.summary()) > 0)
      return {JobEnd::Kind::kDone, JobEnd::Cause::kCrash, "", 0};
    if (!end.by_signal && end.code == kChildRefused && flows::file_size(files_.error()) > 0)
      return {JobEnd::Kind::kRefused, JobEnd::Cause::kCrash, "", 0};
    if (!end.by_signal && end.code == kChildOutOfDisk)
      return {JobEnd::Kind::kNoRoom, JobEnd::Cause::kCrash, "no room for error.json", 0};
    const std::string peak = ", peak memory " + std::to_string(end.peak_bytes >> 20U) + " MiB";
    if (!end.by_signal && end.code == kChildOutOfMemory)
      return died(JobEnd::Cause::kMemory, "out of memory" + peak, options_.memory_bytes);
    if (!end.by_signal)
      return died(JobEnd::Cause::kCrash, "exit code " + std::to_string(end.code) + peak);
    return died(JobEnd::Cause::kCrash, signal_name(end.code) + peak);
  }

  const Clock& clock_;
  telemetry::Log& log_;
  const ChildOptions& options_;
  const flows::JobFiles& files_;
  const flows::JobRunner::BeatFn& beat_;
  LineCutter lines_;
  store::Beat told_{"reading", 0, 0};
  std::string errors_;
};

class ChildRunner final : public flows::JobRunner {
 public:
  ChildRunner(const Clock& clock, telemetry::Log& log, ChildOptions options)
      : clock_(clock), log_(log), options_(std::move(options)) {}

  JobEnd run(const flows::JobFiles& files, const BeatFn& beat) override {
    return ChildRun(clock_, log_, options_, files, beat).run();
  }

 private:
  const Clock& clock_;
  telemetry::Log& log_;
  const ChildOptions options_;
};

}  // namespace

std::unique_ptr<flows::JobRunner> make_child_runner(const Clock& clock, telemetry::Log& log,
                                                    ChildOptions options) {
  return std::make_unique<ChildRunner>(clock, log, std::move(options));
}

}  // namespace retainwise::jobs
