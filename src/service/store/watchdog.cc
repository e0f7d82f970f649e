#include "service/store/watchdog.h"

#include <sys/socket.h>

namespace retainwise::store {

Watchdog::Watchdog(std::chrono::milliseconds limit) : limit_(limit), thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

std::list<Watchdog::Watched>::iterator Watchdog::add(int socket) {
  const std::lock_guard lock(mutex_);
  return watched_.insert(watched_.end(), {socket, std::chrono::steady_clock::now() + limit_});
}

void Watchdog::remove(std::list<Watched>::iterator at) {
  const std::lock_guard lock(mutex_);
  watched_.erase(at);
}

void Watchdog::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    shut_down_overdue();
    stopped_.wait_for(lock, limit_ / 4, [this] { return stopping_; });
  }
}

void Watchdog::shut_down_overdue() {
  const auto now = std::chrono::steady_clock::now();
  for (Watched& each : watched_) {
    if (each.until > now || each.socket < 0) continue;
    ::shutdown(each.socket, SHUT_RDWR);  // gone already: that is what is wanted
    each.socket = -1;
  }
}

}  // namespace retainwise::store
