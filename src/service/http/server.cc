#include "service/http/server.h"

#include <csignal>
#include <future>
#include <list>
#include <map>
#include <thread>
#include <utility>

#include <boost/asio.hpp>

#include "service/http/connection.h"
#include "service/http/listen_address.h"

// Asio recycles coroutine frames through an operator delete that g++ 12 takes for another's.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace retainwise::http {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto kTick = 500ms;
constexpr auto kGrace = 5s;

/// Accepts, counts and ends connections. Everything but stop() and the constructor is of the I/O
/// thread.
class AsioServer final : public Server {
 public:
  AsioServer(flows::Services& services, auth::Identity& identity, flows::Previews& previews,
             ServerOptions options)
      : context_{services, identity, previews, std::move(options), Signer(services.random),
                 {},       Turns(8), Turns(1)},
        pool_(context_.options.threads),
        bell_(io_),
        acceptor_(io_),
        ticker_(io_) {}

  ~AsioServer() override { stop(); }

  Result<void> start() {
    RW_CHECK_OK(listen_at(acceptor_, context_.options.host, context_.options.port));
    context_.options.port = acceptor_.local_endpoint().port();
    dispatch_ = std::make_unique<Dispatch>(context_);
    parts_ = std::make_unique<ConnectionParts>(
        ConnectionParts{context_, *dispatch_, pool_, bell_, context_.options.limits});
    listener_ = context_.services.store.on_change([this] { bell_.ring(); });
    asio::co_spawn(io_, accept(), asio::detached);
    asio::co_spawn(io_, tick(), asio::detached);
    thread_ = std::thread([this] { io_.run(); });
    return {};
  }

  std::uint16_t port() const override { return context_.options.port; }

  void stop() override {
    if (!thread_.joinable()) return;
    listener_.reset();
    asio::post(io_, [this] { begin_stop(); });
    if (ended_.get_future().wait_for(kGrace) == std::future_status::timeout)
      asio::post(io_, [this] {
        for (const auto& connection : connections_) connection->abort();
      });
    // Every coroutine ends by itself, so none is left to be destroyed half way.
    thread_.join();
    pool_.join();
  }

 private:
  asio::awaitable<void> accept() {
    while (acceptor_.is_open()) {
      boost::system::error_code error;
      tcp::socket socket =
          co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (!acceptor_.is_open()) co_return;
      if (error) {
        // Out of descriptors, most likely: the next connection may find one.
        asio::steady_timer pause(io_, 100ms);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      take(std::move(socket));
    }
  }

  void take(tcp::socket socket) {
    auto connection = std::make_shared<Connection>(std::move(socket), *parts_);
    int& of_address = addresses_[connection->address()];
    if (static_cast<int>(connections_.size()) >= context_.options.max_connections ||
        of_address >= context_.options.max_connections_per_address) {
      if (of_address == 0) addresses_.erase(connection->address());
      asio::co_spawn(
          io_, [connection] { return connection->turn_away(); }, asio::detached);
      return;
    }
    ++of_address;
    connections_.push_back(connection);
    asio::co_spawn(
        io_, [connection] { return connection->serve(); },
        [this, connection](const std::exception_ptr& error) { ended(connection, error); });
  }

  void ended(const std::shared_ptr<Connection>& connection, const std::exception_ptr& error) {
    if (error) context_.services.log.error("connection_failed", bug("an exception"));
    if (--addresses_[connection->address()] == 0) addresses_.erase(connection->address());
    connections_.remove(connection);
    if (stopping_ && connections_.empty()) last_one_ended();
  }

  asio::awaitable<void> tick() {
    while (!stopping_ || !connections_.empty()) {
      ticker_.expires_after(kTick);
      boost::system::error_code error;
      co_await ticker_.async_wait(asio::redirect_error(asio::use_awaitable, error));
      const auto now = std::chrono::steady_clock::now();
      for (const auto& connection : connections_) connection->tick(now);
    }
  }

  void begin_stop() {
    stopping_ = true;
    boost::system::error_code ignored;  // it is closed either way
    acceptor_.close(ignored);
    if (connections_.empty()) return last_one_ended();
    for (const auto& connection : connections_) connection->finish_up();
    bell_.ring();
  }

  void last_one_ended() {
    ticker_.cancel();
    ended_.set_value();
  }

  Context context_;
  Pool pool_;
  asio::io_context io_{1};
  Bell bell_;
  tcp::acceptor acceptor_;
  asio::steady_timer ticker_;
  std::unique_ptr<Dispatch> dispatch_;
  std::unique_ptr<ConnectionParts> parts_;
  std::shared_ptr<void> listener_;
  std::list<std::shared_ptr<Connection>> connections_;
  std::map<std::string, int> addresses_;
  bool stopping_ = false;
  std::promise<void> ended_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Server>> start_server(flows::Services& services, auth::Identity& identity,
                                             flows::Previews& previews, ServerOptions options) {
  auto server = std::make_unique<AsioServer>(services, identity, previews, std::move(options));
  RW_CHECK_OK(server->start());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace retainwise::http
