#pragma once
/// Work that only so many may do at a time, because each holds its thread.
#include <atomic>

namespace retainwise::flows {

/// One of the places under way, for as long as it lives.
class Turn {
 public:
  Turn(std::atomic<int>& under_way, int limit) : under_way_(under_way) {
    taken_ = under_way_.fetch_add(1) < limit;
  }
  ~Turn() { under_way_.fetch_sub(1); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool taken() const { return taken_; }

 private:
  std::atomic<int>& under_way_;
  bool taken_;
};

}  // namespace retainwise::flows
