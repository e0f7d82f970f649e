#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "service/queue/task_queue.h"

namespace retainwise::queue {
namespace {

/// Calls that nobody has heard yet. The log of changes calls for every step of every job, so more
/// than this many say no more than this many do.
class Calls {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      waiting_ = std::min(waiting_ + 1, kMost);
    }
    rang_.notify_one();
  }

  /// True where a call was heard before `wait_ms` passed.
  bool hear(int wait_ms) {
    std::unique_lock lock(mutex_);
    rang_.wait_for(lock, std::chrono::milliseconds(wait_ms),
                   [this] { return stopped_ || waiting_ > 0; });
    if (stopped_ || waiting_ == 0) return false;
    --waiting_;
    return true;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    rang_.notify_all();
  }

 private:
  static constexpr int kMost = 256;

  std::mutex mutex_;
  std::condition_variable rang_;
  int waiting_ = 0;       // under mutex_
  bool stopped_ = false;  // under mutex_
};

class DatabaseQueue final : public TaskQueue {
 public:
  explicit DatabaseQueue(store::Store& store)
      : store_(store), listening_(store.on_change([this] { calls_.ring(); })) {}

  Result<void> publish(const PredictionId&) override {
    calls_.ring();
    return {};
  }

  Result<std::optional<Task>> receive(int wait_ms) override {
    if (!calls_.hear(wait_ms)) return std::optional<Task>();
    return std::optional(Task{});
  }

  Result<void> done(const Task&) override { return {}; }
  void stop() override { calls_.stop(); }
  Result<void> check() override { return store_.check(); }
  std::string_view kind() const override { return "database"; }

 private:
  store::Store& store_;
  Calls calls_;
  std::shared_ptr<void> listening_;  // last: dies first, so that no call comes into a dead queue
};

}  // namespace

std::unique_ptr<TaskQueue> make_database_queue(store::Store& store) {
  return std::make_unique<DatabaseQueue>(store);
}

}  // namespace retainwise::queue
