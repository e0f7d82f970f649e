#include "service/http/bell.h"

// Asio recycles coroutine frames through an operator delete that g++ 12 takes for another's.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace retainwise::http {
namespace {

/// Stands in the list as long as its coroutine waits, also when that is destroyed at the end.
class Place {
 public:
  Place(std::list<asio::steady_timer*>& list, asio::steady_timer& timer)
      : list_(list), at_(list.insert(list.end(), &timer)) {}
  ~Place() { list_.erase(at_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::list<asio::steady_timer*>& list_;
  std::list<asio::steady_timer*>::iterator at_;
};

}  // namespace

void Bell::ring() {
  asio::post(io_, [this] {
    ++rings_;
    for (auto* timer : waiting_) timer->cancel();
  });
}

asio::awaitable<void> Bell::wait(std::uint64_t heard, std::chrono::milliseconds time) {
  if (rings_ > heard) co_return;
  asio::steady_timer timer(io_, time);
  const Place place(waiting_, timer);
  boost::system::error_code ignored;  // cancelled: that is the ring
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace retainwise::http
