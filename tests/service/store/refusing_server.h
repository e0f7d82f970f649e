#pragma once
/// A PostgreSQL server that lets nobody in (protocol 3.0): each connection ends with an error.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace retainwise::test {

class RefusingServer {
 public:
  /// The SQLSTATEs that it gives, one a connection; then the last one again and again.
  explicit RefusingServer(std::vector<std::string> states) : states_(std::move(states)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, plain, size) != 0 || ::listen(socket_, 16) != 0 ||
        ::getsockname(socket_, plain, &size) != 0)
      throw std::runtime_error("cannot listen");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~RefusingServer() {
    ::shutdown(socket_, SHUT_RDWR);  // accept() gives up
    thread_.join();
    ::close(socket_);
  }
  RefusingServer(const RefusingServer&) = delete;
  RefusingServer& operator=(const RefusingServer&) = delete;

  std::string url() const {
    return "postgresql://somebody@127.0.0.1:" + std::to_string(port_) +
           "/churn?sslmode=disable&gssencmode=disable&connect_timeout=2";
  }

 private:
  void serve() {
    for (std::size_t count = 0;; ++count) {
      const int peer = ::accept(socket_, nullptr, nullptr);
      if (peer < 0) return;
      std::array<char, 1024> startup{};
      if (::recv(peer, startup.data(), startup.size(), 0) > 0)
        refuse(peer, states_[std::min(count, states_.size() - 1)]);
      ::close(peer);
    }
  }

  /// ErrorResponse: 'E', its length, then fields of a letter and a text.
  static void refuse(int peer, const std::string& state) {
    std::string fields;
    for (const char* each : {"SFATAL", "VFATAL"}) fields.append(each).push_back('\0');
    fields.append("C" + state).push_back('\0');
    fields.append("Mnot now").push_back('\0');
    fields.push_back('\0');
    const std::uint32_t length = htonl(static_cast<std::uint32_t>(fields.size() + 4));
    std::string message = "E";
    message.append(reinterpret_cast<const char*>(&length), sizeof length).append(fields);
    static_cast<void>(::send(peer, message.data(), message.size(), MSG_NOSIGNAL));
  }

  std::vector<std::string> states_;
  int socket_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace retainwise::test
