#pragma once
/// Ends what waits for a peer that says nothing any more: a server that is frozen but whose machine
/// still answers is noticed by no time-out of the kernel's. A thread of its own; safe to call from
/// any thread. For this room only.
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace retainwise::store {

class Watchdog {
  struct Watched {
    int socket = -1;
    std::chrono::steady_clock::time_point until;
  };

 public:
  explicit Watchdog(std::chrono::milliseconds limit);
  ~Watchdog();

  /// As long as it lives, `socket` is open, and is shut down where that lasts longer than the
  /// limit.
  class Watch {
   public:
    Watch(Watchdog& dog, int socket) : dog_(dog), at_(dog.add(socket)) {}
    ~Watch() { dog_.remove(at_); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    Watchdog& dog_;
    std::list<Watched>::iterator at_;
  };

 private:
  std::list<Watched>::iterator add(int socket);
  void remove(std::list<Watched>::iterator at);
  void run();
  void shut_down_overdue();

  const std::chrono::milliseconds limit_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::list<Watched> watched_;  // under mutex_
  bool stopping_ = false;       // under mutex_
  std::thread thread_;          // last: it uses the others
};

}  // namespace retainwise::store
