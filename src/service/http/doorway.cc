#include "service/http/doorway.h"

#include <array>
#include <chrono>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include <boost/asio.hpp>

#include "service/http/listen_address.h"
#include "service/http/problem.h"
#include "service/http/request_id.h"
#include "service/http/strict_head.h"

// Asio recycles coroutine frames through an operator delete that g++ 12 takes for another's.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace retainwise::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto kPatience = 5s;  // with one connection: nobody has anything to send but a head
constexpr int kMostConnections = 64;
constexpr std::string_view kRetryAfter = "5";
constexpr std::string_view kWaiting = "It does not answer yet; the log says why.";
constexpr std::string_view kLater = "Not looked at yet.";
constexpr std::array<const char*, 5> kParts = {"database", "migrations", "blobs", "queue",
                                               "identity"};

bool is_any_of(std::string_view path, std::string_view one, std::string_view other) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path == one || path == other;
}

/// Everything but the constructor, wait_for() and the destructor is of its own thread.
class AsioDoorway final : public Doorway {
 public:
  AsioDoorway(const Clock& clock, Random& random)
      : clock_(clock), random_(random), acceptor_(io_) {}

  ~AsioDoorway() override {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }

  Result<void> start(const std::string& host, std::uint16_t port) {
    RW_CHECK_OK(listen_at(acceptor_, host, port));
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(io_, accept(), asio::detached);
    thread_ = std::thread([this] { io_.run(); });
    return {};
  }

  void wait_for(std::string part) override {
    const std::lock_guard lock(mutex_);
    part_ = std::move(part);
  }

  std::uint16_t port() const override { return port_; }

 private:
  asio::awaitable<void> accept() {
    while (true) {
      boost::system::error_code error;
      tcp::socket socket =
          co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (error) {
        // Out of descriptors, most likely: the next connection may find one.
        asio::steady_timer pause(io_, 100ms);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      if (connections_ >= kMostConnections) continue;  // closed at once
      ++connections_;
      asio::co_spawn(io_, serve(std::make_shared<tcp::socket>(std::move(socket))),
                     [this](const std::exception_ptr&) { --connections_; });
    }
  }

  asio::awaitable<void> serve(std::shared_ptr<tcp::socket> shared) {
    tcp::socket& socket = *shared;
    asio::steady_timer patience(io_, kPatience);
    patience.async_wait([shared](const boost::system::error_code& error) {
      boost::system::error_code ignored;  // what waits hears of it as a cancelled read or write
      if (!error) shared->cancel(ignored);
    });
    HeadReader reader;
    std::array<char, 4096> block{};
    boost::system::error_code error;
    while (!error && !reader.done() && !reader.refusal()) {
      const std::size_t count = co_await socket.async_read_some(
          asio::buffer(block), asio::redirect_error(asio::use_awaitable, error));
      reader.feed({block.data(), count});
    }
    if (error) co_return;
    const std::string text = answer(reader);
    co_await asio::async_write(socket, asio::buffer(text),
                               asio::redirect_error(asio::use_awaitable, error));
    // A body that is still on its way must not take the answer away from the client.
    socket.shutdown(tcp::socket::shutdown_send, error);
    while (!error)
      co_await socket.async_read_some(asio::buffer(block),
                                      asio::redirect_error(asio::use_awaitable, error));
  }

  std::string answer(HeadReader& reader) {
    const std::string id = make_request_id(random_);
    Head head;
    if (reader.done()) head = reader.take();
    Reply reply = reader.refusal() ? problem(reader.refusal()->status, reader.refusal()->code,
                                             reader.refusal()->what, id)
                                   : reply_to(head, id);
    std::string text = head_text(reply, {head.minor, false, id, imf_date(clock_.now())});
    if (head.method != Method::kHead) text += reply.body;
    return text;
  }

  Reply reply_to(const Head& head, std::string_view id) {
    if (is_any_of(head.path, "/health", "/healthz")) return json_reply({{"status", "ok"}});
    const std::lock_guard lock(mutex_);
    if (is_any_of(head.path, "/ready", "/readyz"))
      return json_reply({{"status", "not_ready"}, {"checks", checks()}}, 503)
          .with("Retry-After", std::string(kRetryAfter));
    return problem(503, "starting", "The service is starting.", id,
                   "Try again in a moment; GET /ready says what it waits for.");
  }

  Json checks() const {
    Json checks;
    for (const char* part : kParts)
      checks[part] = {{"ok", false}, {"message", part == part_ ? kWaiting : kLater}};
    return checks;
  }

  const Clock& clock_;
  Random& random_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  int connections_ = 0;
  std::mutex mutex_;
  std::string part_;  ///< under mutex_
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Doorway>> open_doorway(const std::string& host, std::uint16_t port,
                                              const Clock& clock, Random& random) {
  auto doorway = std::make_unique<AsioDoorway>(clock, random);
  RW_CHECK_OK(doorway->start(host, port));
  return std::unique_ptr<Doorway>(std::move(doorway));
}

}  // namespace retainwise::http
