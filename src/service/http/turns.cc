#include "service/http/turns.h"

namespace retainwise::http {

std::shared_ptr<void> Turns::take(UserId user) {
  const std::lock_guard lock(counts_->mutex);
  int& count = counts_->by_user[user];
  if (count >= counts_->limit) return nullptr;
  ++count;
  ++counts_->open;
  return {counts_.get(), [counts = counts_, user](void*) {
            const std::lock_guard back(counts->mutex);
            --counts->open;
            if (--counts->by_user[user] == 0) counts->by_user.erase(user);
          }};
}

int Turns::open() const {
  const std::lock_guard lock(counts_->mutex);
  return counts_->open;
}

}  // namespace retainwise::http
