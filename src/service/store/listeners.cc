#include "service/store/listeners.h"

#include <utility>

namespace retainwise::store {

std::shared_ptr<void> Listeners::add(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  const std::int64_t number = next_++;
  listeners_.emplace(number, std::move(listener));
  return {nullptr, [self = shared_from_this(), number](void*) { self->remove(number); }};
}

void Listeners::notify() {
  const std::lock_guard lock(mutex_);
  for (const auto& [number, listener] : listeners_) listener();
}

void Listeners::remove(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  listeners_.erase(number);
}

}  // namespace retainwise::store
