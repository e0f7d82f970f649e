#pragma once
/// Threads for what may block. A coroutine of the I/O thread hands work over and goes on, on the
/// I/O thread, when it is done.
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio.hpp>

namespace retainwise::http {

namespace asio = boost::asio;

class Pool {
 public:
  explicit Pool(int threads) : threads_(static_cast<std::size_t>(threads)) {}
  /// Waits for what is under way.
  void join() { threads_.join(); }

  /// `work` must not throw; it and what it refers to live until it has run.
  template <class Work>
  asio::awaitable<std::invoke_result_t<Work&>> run(Work work) {
    std::optional<std::invoke_result_t<Work&>> result;
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        [&](auto handler) {
          asio::post(threads_, [&result, &work, handler = std::move(handler)]() mutable {
            result.emplace(work());
            auto executor = asio::get_associated_executor(handler);
            asio::post(executor, std::move(handler));
          });
        },
        asio::use_awaitable);
    co_return std::move(*result);
  }

 private:
  asio::thread_pool threads_;
};

}  // namespace retainwise::http
