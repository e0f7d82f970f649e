#include "service/jobs/worker.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "service/jobs/child.h"
#include "service/jobs/sweeper.h"
#include "service/store/outbox.h"

namespace retainwise::jobs {
namespace {

constexpr int kAfterFailureMs = 1'000;
/// A prediction that was put back waits a second or so, and nobody calls when that is over: for so
/// long after it the table is looked at more often.
constexpr std::int64_t kPromptMs = 10'000;
constexpr int kPromptPollMs = 250;

/// Whatever an earlier process left there is nobody's.
Result<void> wipe(const std::string& directory) {
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  if (!error) std::filesystem::create_directories(directory, error);
  if (!error) std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  if (error)
    return unavailable("The folder for work files cannot be used: " + directory + ".",
                       error.message());
  return {};
}

class RunningWorker final : public Worker {
 public:
  RunningWorker(flows::Services& services, WorkerOptions options)
      : services_(services),
        options_(std::move(options)),
        sweeper_(services, options_.lease_ms, options_.owner) {}
  ~RunningWorker() override { stop(); }

  void start() {
    sweeper_.at_start(options_.owner);
    threads_.emplace_back([this] { sweep_loop(); });
    for (int i = 0; i < options_.workers; ++i) threads_.emplace_back([this] { claim_loop(); });
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stopped_.notify_all();
    services_.queue.stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void claim_loop() {
    const auto runner = make_child_runner(services_.clock, services_.log, child_options());
    std::int64_t prompt_until = 0;  // steady clock
    std::optional<queue::Task> heard;
    while (!stopping_) {
      auto claim = next_claim();
      if (claim.ok() && heard) answer_call(*std::exchange(heard, std::nullopt));
      if (!claim.ok()) {
        services_.log.error("claim_failed", claim.error());
        pause(kAfterFailureMs);
      } else if (*claim) {
        const auto outcome = flows::run_prediction(services_, *runner, **claim, run_options());
        if (outcome == "requeued") prompt_until = services_.clock.steady_ms() + kPromptMs;
      } else {
        const bool prompt = services_.clock.steady_ms() < prompt_until;
        heard =
            wait_for_call(prompt ? std::min(kPromptPollMs, options_.poll_ms) : options_.poll_ms);
      }
    }
  }

  Result<std::optional<store::Claim>> next_claim() {
    std::optional<store::Claim> claim;
    RW_CHECK_OK(services_.store.write([&](store::Session& session) -> Result<void> {
      RW_TRY(claim, store::claim_prediction(session, options_.owner, options_.lease_ms));
      return {};
    }));
    return claim;
  }

  /// The call says only that there may be work: the table says which.
  std::optional<queue::Task> wait_for_call(int wait_ms) {
    auto task = services_.queue.receive(wait_ms);
    if (task.ok()) return *std::move(task);
    services_.log.error("receive_failed", task.error());
    pause(kAfterFailureMs);
    return std::nullopt;
  }

  /// Only once the claim is committed: a worker that dies in between is called again.
  void answer_call(const queue::Task& task) {
    note_orphan(task);
    if (auto done = services_.queue.done(task); !done.ok())
      services_.log.error("done_failed", done.error());
  }

  /// Its prediction was removed, or the queue serves another database too.
  void note_orphan(const queue::Task& task) {
    if (!services_.queue.is_outside() || !task.prediction) return;
    bool known = true;
    const auto asked = services_.store.read([&](store::Session& session) -> Result<void> {
      RW_TRY(known, store::is_known(session, *task.prediction));
      return {};
    });
    if (!asked.ok() || known) return;
    services_.counters.call("orphan");
    services_.log.warning("call_without_prediction", {{"prediction", task.prediction->text()}});
  }

  void sweep_loop() {
    while (!stopping_) {
      sweeper_.turn();
      pause(options_.sweep_ms);
    }
  }

  void pause(int milliseconds) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                      [this] { return stopping_.load(); });
  }

  ChildOptions child_options() const {
    ChildOptions child;
    child.program = options_.program;
    child.threads = options_.threads_per_job;
    child.memory_bytes = options_.memory_bytes;
    child.deadline_ms = options_.deadline_ms;
    child.environment = options_.job_environment;
    return child;
  }

  flows::RunOptions run_options() {
    flows::RunOptions run;
    run.scratch_directory = options_.scratch_directory;
    run.lease_ms = options_.lease_ms;
    run.stopping = [this] { return stopping_.load(); };
    run.on_stage = options_.on_stage;
    return run;
  }

  // set once
  flows::Services& services_;
  const WorkerOptions options_;
  // sweep thread only (and start())
  Sweeper sweeper_;
  // owner's thread only
  std::vector<std::thread> threads_;
  // any thread; changed under mutex_
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace

Result<std::unique_ptr<Worker>> start_worker(flows::Services& services, WorkerOptions options) {
  RW_CHECK_OK(wipe(options.scratch_directory));
  auto worker = std::make_unique<RunningWorker>(services, std::move(options));
  worker->start();
  return std::unique_ptr<Worker>(std::move(worker));
}

}  // namespace retainwise::jobs
