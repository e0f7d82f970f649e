#pragma once
/// Wakes everybody who waits for a change of the store. I/O thread only, but for ring().
#include <cstdint>
#include <list>
#include <utility>

#include <boost/asio.hpp>

namespace retainwise::http {

namespace asio = boost::asio;

class Bell {
 public:
  explicit Bell(asio::io_context& io) : io_(io) {}
  /// Any thread.
  void ring();
  std::uint64_t rings() const { return rings_; }
  /// Until the bell has rung more often than `heard`, or `time` is over.
  asio::awaitable<void> wait(std::uint64_t heard, std::chrono::milliseconds time);

 private:
  asio::io_context& io_;
  std::uint64_t rings_ = 0;
  std::list<asio::steady_timer*> waiting_;
};

}  // namespace retainwise::http
