#pragma once
/// One client's connection: reads heads and bodies, has them answered, writes the answers in order.
/// One request is under way at a time; what a client pipelines waits in the socket. I/O thread
/// only.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio.hpp>

#include "service/http/bell.h"
#include "service/http/body_reader.h"
#include "service/http/connection_limits.h"
#include "service/http/dispatch.h"
#include "service/http/pool.h"
#include "service/http/strict_head.h"

namespace retainwise::http {

struct ConnectionParts {
  Context& context;
  const Dispatch& dispatch;
  Pool& pool;
  Bell& bell;
  ConnectionLimits limits;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, ConnectionParts& parts);
  /// Until the connection is closed.
  asio::awaitable<void> serve();
  /// 503 and closed: there are too many.
  asio::awaitable<void> turn_away();
  /// Called every half second: ends what has waited for too long.
  void tick(std::chrono::steady_clock::time_point now);
  /// The server stops: what is idle closes, an answer under way is the last one.
  void finish_up();
  void abort();
  const std::string& address() const { return address_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Doing { kIdle, kHead, kBody, kWork, kWrite };

  asio::awaitable<std::optional<Head>> read_head();
  asio::awaitable<bool> read_more(std::size_t at_most);
  asio::awaitable<void> answer(Request& request);
  asio::awaitable<Reply> reply_to(Request& request);
  asio::awaitable<Reply> take_body(Request& request, BodyConsumer& consumer);
  asio::awaitable<std::optional<Reply>> feed_body(Request& request, BodyReader& body,
                                                  BodyConsumer& consumer);
  asio::awaitable<Reply> wait_for(Later& later);
  asio::awaitable<void> refuse(const Refusal& refusal);
  asio::awaitable<void> send(const Request& request, Reply& reply);
  asio::awaitable<void> send_body(const Request& request, Reply& reply);
  asio::awaitable<void> send_stream(blob::BlobReader& stream);
  asio::awaitable<void> send_events(const Request& request, EventStream& events);
  asio::awaitable<bool> write(std::string_view text);
  asio::awaitable<void> linger();
  void watch_peer();
  void note(const Request& request, int status);
  void expect_by(Doing doing, std::chrono::milliseconds time);
  Reply late_body(const Request& request) const;

  asio::ip::tcp::socket socket_;
  ConnectionParts& parts_;
  std::string address_;
  std::string inbox_;  ///< bytes that have come and are not yet read
  Doing doing_ = Doing::kIdle;
  Clock::time_point deadline_;  ///< of what is done; kWork has none
  std::int64_t body_came_ = 0;  ///< since the deadline of a body was set
  bool timed_out_ = false;
  bool open_ = true;        ///< false: no further request is read
  bool broken_ = false;     ///< the peer is gone, or was sent half an answer
  bool body_left_ = false;  ///< a body was not read to its end
};

}  // namespace retainwise::http
