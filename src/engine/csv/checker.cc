#include "engine/csv/checker.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/csv/container.h"

namespace retainwise::csv {

class Checker::State {
 public:
  Result<void> feed(ByteSpan chunk) {
    if (error_) return *error_;
    if (judged_) return {};
    head_ += as_text(chunk.first(std::min(chunk.size(), kHeadBytes - head_.size())));
    return head_.size() < kHeadBytes ? Result<void>() : judge();
  }

  Result<void> finish() {
    if (error_) return *error_;
    return judged_ ? Result<void>() : judge();
  }

 private:
  Result<void> judge() {
    judged_ = true;
    error_ = refusal(as_bytes(head_));
    head_.clear();
    if (error_) return *error_;
    return {};
  }

  std::string head_;
  bool judged_ = false;
  std::optional<Error> error_;
};

Checker::Checker() : state_(std::make_unique<State>()) {}
Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;

Result<void> Checker::feed(ByteSpan chunk) {
  return state_->feed(chunk);
}
Result<void> Checker::finish() {
  return state_->finish();
}

}  // namespace retainwise::csv
