#pragma once
/// Stands before a server's socket and hands everything on, until it is told to cut: the faults of
/// a network, at a moment of the test's choosing. Threads of its own; any number of connections.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/contract/temporary_directory.h"

namespace retainwise::test {

class CuttingProxy {
 public:
  explicit CuttingProxy(std::string server) : server_(std::move(server)) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = address_of(folder_.file(".s.PGSQL.5432"));
    EXPECT_EQ(::bind(listener_, as_general(&address), sizeof address), 0);
    EXPECT_EQ(::listen(listener_, 64), 0);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;
  ~CuttingProxy() {
    stopping_ = true;
    acceptor_.join();
    for (std::thread& thread : threads_) thread.join();
    ::close(listener_);
  }

  std::string folder() const { return folder_.path(); }

  /// The next time a client sends `text`: the server gets it, and the connection ends before its
  /// answer comes back.
  void cut_after(std::string text) {
    text_ = std::move(text);
    armed_ = true;
  }
  bool has_cut() const { return !armed_; }

  /// From now on nothing passes either way, and nobody is told.
  void fall_silent(bool silent) { silent_ = silent; }
  /// From the cut on no new connection is made.
  void refuse(bool refuse) { refusing_ = refuse; }

 private:
  static sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
  }
  static const sockaddr* as_general(const sockaddr_un* address) {
    return reinterpret_cast<const sockaddr*>(address);
  }

  void accept_all() {
    while (!stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client >= 0) threads_.emplace_back([this, client] { hand_on(client); });
    }
  }

  void hand_on(int client) {
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = address_of(server_);
    bool open =
        !(refusing_ && !armed_) && ::connect(server, as_general(&address), sizeof address) == 0;
    while (open && !stopping_) {
      std::array<pollfd, 2> both{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
      if (::poll(both.data(), both.size(), 20) <= 0) continue;
      if (silent_) {
        ::usleep(10'000);
        continue;
      }
      if (both[0].revents != 0) open = from_client(client, server);
      if (open && both[1].revents != 0) open = !pass(server, client).empty();
    }
    ::close(client);
    ::close(server);
  }

  /// False where the connection is over.
  bool from_client(int client, int server) {
    const std::string sent = pass(client, server);
    if (armed_ && sent.find(text_) != std::string::npos) {
      pollfd answered{server, POLLIN, 0};
      ::poll(&answered, 1, 10'000);  // it was done: the answer is here, and stays here
      armed_ = false;
      return false;
    }
    return !sent.empty();
  }

  static std::string pass(int from, int to) {
    std::string bytes(1U << 16U, '\0');
    const ssize_t length = ::recv(from, bytes.data(), bytes.size(), 0);
    bytes.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    for (std::size_t sent = 0; sent < bytes.size();) {
      const ssize_t more = ::send(to, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (more <= 0) return {};
      sent += static_cast<std::size_t>(more);
    }
    return bytes;
  }

  TemporaryDirectory folder_;
  const std::string server_;
  int listener_ = -1;
  std::string text_;  // set before armed_
  std::atomic<bool> armed_ = false, silent_ = false, refusing_ = false, stopping_ = false;
  std::vector<std::thread> threads_;  // the acceptor's; the destructor's once that has ended
  std::thread acceptor_;
};

}  // namespace retainwise::test
