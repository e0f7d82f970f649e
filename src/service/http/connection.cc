#include "service/http/connection.h"

#include <array>
#include <cstdio>

#include "service/http/problem.h"
#include "service/http/request_id.h"

// Asio recycles coroutine frames through an operator delete that g++ 12 takes for another's.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace retainwise::http {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kHeadBlock = 4U << 10U;
constexpr std::size_t kBodyBlock = 64U << 10U;
/// What is read and thrown away of a body that nobody wants, so that the client reads its answer.
constexpr std::size_t kLingerBytes = 64U << 20U;

std::string chunk_of(std::string_view text) {
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", text.size());
  return std::string(size.data()) + std::string(text) + "\r\n";
}

/// A route's body is asked for only after caller, size and space were looked at.
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, ConnectionParts& parts)
    : socket_(std::move(socket)), parts_(parts) {
  boost::system::error_code error;
  const auto endpoint = socket_.remote_endpoint(error);
  if (!error) address_ = endpoint.address().to_string();
  socket_.set_option(asio::ip::tcp::no_delay(true), error);
  socket_.non_blocking(true, error);
  expect_by(Doing::kIdle, parts_.limits.head);
}

void Connection::expect_by(Doing doing, std::chrono::milliseconds time) {
  doing_ = doing;
  deadline_ = Clock::now() + time;
}

void Connection::tick(Clock::time_point now) {
  if (doing_ == Doing::kWork || now < deadline_) return;
  timed_out_ = true;
  boost::system::error_code ignored;  // what waits hears of it as a cancelled read or write
  socket_.cancel(ignored);
}

void Connection::finish_up() {
  open_ = false;
  if (doing_ == Doing::kIdle || doing_ == Doing::kHead) abort();
}

void Connection::abort() {
  broken_ = true;
  boost::system::error_code ignored;  // it is closed either way
  socket_.close(ignored);
}

asio::awaitable<void> Connection::serve() {
  while (open_ && !broken_) {
    auto head = co_await read_head();
    if (!head) break;
    Request request;
    request.id = make_request_id(parts_.context.services.random);
    request.head = std::move(*head);
    co_await answer(request);
    expect_by(Doing::kIdle, parts_.limits.idle);
  }
  if (!broken_) co_await linger();
  abort();
}

asio::awaitable<void> Connection::turn_away() {
  co_await refuse({503, "too_many_connections", "There are too many connections."});
  boost::system::error_code ignored;  // the peer may be gone already
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  abort();
}

asio::awaitable<bool> Connection::read_more(std::size_t at_most) {
  const std::size_t before = inbox_.size();
  inbox_.resize(before + at_most);
  boost::system::error_code error;
  const std::size_t count =
      co_await socket_.async_read_some(asio::buffer(inbox_.data() + before, at_most),
                                       asio::redirect_error(asio::use_awaitable, error));
  inbox_.resize(before + count);
  if (error && !timed_out_) broken_ = true;
  co_return !error;
}

asio::awaitable<std::optional<Head>> Connection::read_head() {
  HeadReader reader;
  while (true) {
    const std::size_t taken = reader.feed(inbox_);
    inbox_.erase(0, taken);
    if (reader.refusal()) {
      co_await refuse(*reader.refusal());
      co_return std::nullopt;
    }
    if (reader.done()) co_return reader.take();
    if (reader.started() && doing_ == Doing::kIdle) expect_by(Doing::kHead, parts_.limits.head);
    if (co_await read_more(kHeadBlock)) continue;
    // Nothing was asked: nothing is answered.
    if (timed_out_ && reader.started() && open_)
      co_await refuse({408, "head_timeout", "The request head did not come within 10 seconds."});
    co_return std::nullopt;
  }
}

asio::awaitable<void> Connection::refuse(const Refusal& refusal) {
  Request request;
  request.id = make_request_id(parts_.context.services.random);
  Reply reply = problem(refusal.status, refusal.code, refusal.what, request.id);
  if (refusal.status == 405) reply.with("Allow", "GET, HEAD, POST, DELETE");
  reply.close = true;
  timed_out_ = false;
  body_left_ = true;
  note(request, reply.status);
  co_await send(request, reply);
}

asio::awaitable<void> Connection::answer(Request& request) {
  const auto start = Clock::now();
  doing_ = Doing::kWork;
  body_left_ = request.head.framing == Framing::kChunked || request.head.content_length > 0;
  Reply reply = co_await reply_to(request);
  const int status = reply.status;
  // Before the body is sent: what a client has read is counted.
  parts_.context.services.counters.request(
      name_of(request.head.method), request.route.empty() ? "other" : request.route, status,
      std::chrono::duration<double>(Clock::now() - start).count());
  note(request, status);
  co_await send(request, reply);
}

void Connection::note(const Request& request, int status) {
  parts_.context.services.log.info("request", {{"request_id", request.id},
                                               {"method", name_of(request.head.method)},
                                               {"route", request.route},
                                               {"status", status}});
}

asio::awaitable<Reply> Connection::reply_to(Request& request) {
  if (auto at_once = parts_.dispatch.at_once(request)) co_return std::move(*at_once);
  Opening opening = co_await parts_.pool.run([&] { return parts_.dispatch.open(request); });
  if (auto* reply = std::get_if<Reply>(&opening)) {
    if (reply->later) co_return co_await wait_for(*reply->later);
    co_return std::move(*reply);
  }
  auto consumer = std::move(std::get<std::unique_ptr<BodyConsumer>>(opening));
  Reply reply = co_await take_body(request, *consumer);
  // Closing an upload that was cut off deletes its bytes: not on this thread.
  co_await parts_.pool.run([&] {
    consumer.reset();
    return true;
  });
  if (reply.later) co_return co_await wait_for(*reply.later);
  co_return reply;
}

asio::awaitable<Reply> Connection::take_body(Request& request, BodyConsumer& consumer) {
  BodyReader body(request.head);
  if (request.head.expects_continue && inbox_.empty() && !(co_await write(kContinue)))
    co_return Reply();
  body_came_ = 0;
  expect_by(Doing::kBody, parts_.limits.body);
  while (!body.done()) {
    if (auto refused = co_await feed_body(request, body, consumer)) co_return std::move(*refused);
    if (body.done() || !inbox_.empty()) continue;
    if (co_await read_more(kBodyBlock)) continue;
    if (timed_out_) co_return late_body(request);
    co_return problem(400, "body_cut", "The body ended too early.", request.id);
  }
  body_left_ = false;
  doing_ = Doing::kWork;
  co_return co_await parts_.pool.run([&] { return parts_.dispatch.finish(request, consumer); });
}

Reply Connection::late_body(const Request& request) const {
  Reply reply =
      problem(408, "body_timeout", "The body came slower than 1 kB/s for 30 seconds.", request.id);
  reply.close = true;
  return reply;
}

/// What is in the inbox goes to the consumer; the next bytes are read when it has dealt with them,
/// so an upload of any size takes one block of memory.
asio::awaitable<std::optional<Reply>> Connection::feed_body(Request& request, BodyReader& body,
                                                            BodyConsumer& consumer) {
  std::string data;
  std::size_t taken = 0;
  while (taken < inbox_.size() && !body.done() && !body.refusal()) {
    const auto step = body.feed(std::string_view(inbox_).substr(taken));
    data += step.body;
    taken += step.taken;
  }
  inbox_.erase(0, taken);
  body_came_ += static_cast<std::int64_t>(taken);
  if (body.refusal()) {
    Reply reply =
        problem(body.refusal()->status, body.refusal()->code, body.refusal()->what, request.id);
    reply.close = true;
    co_return reply;
  }
  if (data.empty()) co_return std::nullopt;
  doing_ = Doing::kWork;
  const auto start = Clock::now();
  const auto fed = co_await parts_.pool.run([&]() -> Result<void> {
    try {
      return consumer.feed(as_bytes(data));
    } catch (const std::exception& error) {
      return bug(error.what());
    }
  });
  doing_ = Doing::kBody;
  deadline_ += Clock::now() - start;  // our own work is not the client's slowness
  if (body_came_ >= parts_.limits.body_bytes) {
    body_came_ = 0;
    expect_by(Doing::kBody, parts_.limits.body);
  }
  if (!fed.ok()) co_return parts_.dispatch.refuse(request, fed.error());
  co_return std::nullopt;
}

asio::awaitable<Reply> Connection::wait_for(Later& later) {
  const auto end = Clock::now() + std::chrono::milliseconds(later.wait_ms);
  while (open_) {
    const auto heard = parts_.bell.rings();
    auto reply = co_await parts_.pool.run([&] { return later.now(); });
    if (reply) co_return std::move(*reply);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left <= 0ms) break;
    co_await parts_.bell.wait(heard, left);
  }
  co_return later.late();
}

asio::awaitable<void> Connection::send(const Request& request, Reply& reply) {
  if (broken_) co_return;
  timed_out_ = false;
  // The rest of a body is in the way of the next request.
  if (reply.close || body_left_ || !request.head.keep_alive) open_ = false;
  if (reply.events && request.head.minor == 0) open_ = false;
  const std::string date = imf_date(parts_.context.services.clock.now());
  std::string text = head_text(reply, {request.head.minor, open_, request.id, date});
  const bool head_only = request.head.method == Method::kHead;
  if (!head_only && !reply.stream && !reply.events)
    text += reply.kept.empty() ? std::string_view(reply.body) : reply.kept;
  if (!(co_await write(text)) || head_only) co_return;
  co_await send_body(request, reply);
}

asio::awaitable<void> Connection::send_body(const Request& request, Reply& reply) {
  if (reply.stream) co_await send_stream(*reply.stream);
  if (reply.events) co_await send_events(request, *reply.events);
}

asio::awaitable<void> Connection::send_stream(blob::BlobReader& stream) {
  std::string block(kBodyBlock, '\0');
  std::int64_t left = stream.size();
  while (left > 0) {
    doing_ = Doing::kWork;
    const auto count = co_await parts_.pool.run(
        [&] { return stream.read(std::as_writable_bytes(std::span(block.data(), block.size()))); });
    // The length was promised: a client must see that the rest is missing.
    if (!count.ok() || *count == 0) co_return abort();
    if (!(co_await write(std::string_view(block).substr(0, *count)))) co_return;
    left -= static_cast<std::int64_t>(*count);
  }
}

/// Rings the bell when the client hangs up, so that its stream ends at once.
void Connection::watch_peer() {
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [this, alive = shared_from_this()](const boost::system::error_code& error) {
                       if (error) return;
                       std::array<char, 1> byte{};
                       boost::system::error_code closed;
                       socket_.receive(asio::buffer(byte), asio::socket_base::message_peek, closed);
                       if (!closed || closed == asio::error::would_block) return;
                       broken_ = true;
                       parts_.bell.ring();
                     });
}

asio::awaitable<void> Connection::send_events(const Request& request, EventStream& events) {
  const auto part = [&](std::string_view text) {
    return request.head.minor == 0 ? std::string(text) : chunk_of(text);
  };
  if (!(co_await write(part("retry: 2000\n\n")))) co_return;
  watch_peer();
  auto beat = Clock::now() + parts_.limits.heartbeat;
  while (open_ && !broken_) {
    const auto heard = parts_.bell.rings();
    doing_ = Doing::kWork;
    const auto text = co_await parts_.pool.run([&] { return events.next(); });
    if (!text || broken_) break;
    if (!text->empty() && !(co_await write(part(*text)))) co_return;
    if (Clock::now() >= beat && !(co_await write(part(": beat\n\n")))) co_return;
    if (Clock::now() >= beat || !text->empty()) beat = Clock::now() + parts_.limits.heartbeat;
    doing_ = Doing::kWork;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(beat - Clock::now());
    co_await parts_.bell.wait(heard, std::max(left, 1ms));
  }
  open_ = false;
  if (!broken_ && request.head.minor == 1) co_await write("0\r\n\r\n");
}

asio::awaitable<bool> Connection::write(std::string_view text) {
  while (!text.empty()) {
    expect_by(Doing::kWrite, parts_.limits.write);
    boost::system::error_code error;
    const std::size_t count = co_await socket_.async_write_some(
        asio::buffer(text.data(), text.size()), asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      broken_ = true;
      co_return false;
    }
    text.remove_prefix(count);
  }
  doing_ = Doing::kWork;
  co_return true;
}

/// Closing with unread bytes in the socket would reset it and could take the answer away from the
/// client: the rest is read and dropped for a moment.
asio::awaitable<void> Connection::linger() {
  if (!body_left_) co_return;
  boost::system::error_code ignored;  // the peer may be gone already
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  timed_out_ = false;
  expect_by(Doing::kWrite, parts_.limits.linger);
  std::size_t dropped = 0;
  while (dropped < kLingerBytes) {
    inbox_.clear();
    if (!(co_await read_more(kBodyBlock))) co_return;
    dropped += inbox_.size();
  }
}

}  // namespace retainwise::http
