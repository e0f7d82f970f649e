#pragma once
/// Wake-up calls for workers. The predictions table is the truth: a message may be lost, doubled or
/// late, and nothing but time is lost with it. Safe to call from any thread.
#include <memory>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "service/store/store.h"

namespace retainwise::queue {

struct Task {
  std::optional<PredictionId> prediction;  ///< unset: "look for work", without saying which
  std::string receipt;                     ///< for done()
};

class TaskQueue {
 public:
  virtual ~TaskQueue() = default;
  virtual Result<void> publish(const PredictionId& prediction) = 0;
  /// Waits up to `wait_ms` for a call; nullopt when none came. stop() ends the wait at once.
  virtual Result<std::optional<Task>> receive(int wait_ms) = 0;
  /// The task is claimed (or is nobody's): the call need not come again.
  virtual Result<void> done(const Task& task) = 0;
  /// Ends every receive(), now and later. For shutdown.
  virtual void stop() = 0;
  virtual Result<void> check() = 0;
  /// "database" or "sqs".
  virtual std::string_view kind() const = 0;
  /// True where calls lie outside the database: then one that was not sent must be sent later.
  virtual bool is_outside() const { return false; }
};

/// The predictions table itself, woken by Store::on_change. `store` must outlive it.
std::unique_ptr<TaskQueue> make_database_queue(store::Store& store);

}  // namespace retainwise::queue
