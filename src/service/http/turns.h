#pragma once
/// How many of something one user has at a time. Safe to call from any thread.
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "base/ids.h"

namespace retainwise::http {

class Turns {
 public:
  explicit Turns(int limit) : counts_(std::make_shared<Counts>()) { counts_->limit = limit; }
  /// Holds one turn until it dies; null where the user has all of theirs.
  std::shared_ptr<void> take(UserId user);
  int open() const;

 private:
  struct Counts {
    int limit = 0;  // set once
    std::mutex mutex;
    std::map<UserId, int> by_user;  // under mutex
    int open = 0;                   // under mutex
  };
  std::shared_ptr<Counts> counts_;
};

}  // namespace retainwise::http
