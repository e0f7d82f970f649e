#pragma once
/// Who wants to hear of changes. Safe to call from any thread.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace retainwise::store {

class Listeners : public std::enable_shared_from_this<Listeners> {
 public:
  /// Calls `listener` at every notify() until the handle dies; a call under way ends first.
  std::shared_ptr<void> add(std::function<void()> listener);
  void notify();

 private:
  void remove(std::int64_t number);

  std::mutex mutex_;
  std::map<std::int64_t, std::function<void()>> listeners_;  // under mutex_
  std::int64_t next_ = 0;                                    // under mutex_
};

}  // namespace retainwise::store
