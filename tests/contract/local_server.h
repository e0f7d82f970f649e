#pragma once
/// A server on the loopback for tests of calls out: it hears whole requests and answers with the
/// very bytes that a function gives. One request a connection.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/text.h"

namespace retainwise::test {

struct HeardRequest {
  std::string method, target;
  std::map<std::string, std::string, std::less<>> headers = {};  ///< names in lower case
  std::string body = {};
  std::string bytes = {};  ///< all of it, as it came

  std::string header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

inline std::string answer(int status, std::string_view body, std::string_view more_headers = "") {
  return "HTTP/1.1 " + std::to_string(status) + " As Told\r\nConnection: close\r\n" +
         std::string(more_headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

inline int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  static_cast<void>(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address));
  return socket;
}

inline void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

/// Sends `request` on to `port` and gives the whole answer.
inline std::string forward(int port, const HeardRequest& request) {
  const int socket = connect_to(port);
  std::string bytes = request.bytes;
  bytes.insert(bytes.find("\r\n") + 2, "Connection: close\r\n");
  send_all(socket, bytes);
  std::string out;
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const ssize_t count = ::recv(socket, chunk.data(), chunk.size(), 0);
    if (count <= 0) break;
    out.append(chunk.data(), static_cast<std::size_t>(count));
  }
  ::close(socket);
  return out;
}

class LocalServer {
 public:
  /// The answer's bytes; "" hangs up without one. Called by many threads.
  using Answer = std::function<std::string(const HeardRequest&)>;

  explicit LocalServer(Answer answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      std::abort();
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { accept_all(); });
  }
  ~LocalServer() {
    stopping_ = true;
    ::close(connect_to(port_));  // wakes up accept()
    accepting_.join();
    for (std::thread& each : serving_) each.join();
    ::close(listener_);
  }
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<HeardRequest> heard() {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  void accept_all() {
    while (true) {
      const int socket = ::accept(listener_, nullptr, nullptr);
      if (stopping_) {
        ::close(socket);
        return;
      }
      serving_.emplace_back([this, socket] { serve(socket); });
    }
  }

  void serve(int socket) {
    if (const auto request = hear(socket)) {
      {
        const std::lock_guard lock(mutex_);
        heard_.push_back(*request);
      }
      send_all(socket, answer_(*request));
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
  }

  static std::optional<HeardRequest> hear(int socket) {
    HeardRequest request;
    std::string& bytes = request.bytes;
    if (!read_until(socket, bytes, [&] { return bytes.find("\r\n\r\n") != std::string::npos; }))
      return std::nullopt;
    const std::size_t head_end = bytes.find("\r\n\r\n");
    const auto lines = split(bytes.substr(0, head_end), '\n');
    const auto words = split(lines[0], ' ');
    request.method = words[0];
    request.target = words.size() > 1 ? words[1] : "";
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::size_t colon = lines[i].find(':');
      request.headers[lower(lines[i].substr(0, colon))] = trim(lines[i].substr(colon + 1));
    }
    const std::size_t length = std::strtoul(request.header("content-length").c_str(), nullptr, 10);
    if (!read_until(socket, bytes, [&] { return bytes.size() >= head_end + 4 + length; }))
      return std::nullopt;
    request.body = bytes.substr(head_end + 4);
    return request;
  }

  template <class Enough>
  static bool read_until(int socket, std::string& bytes, Enough enough) {
    std::array<char, 1U << 16U> chunk{};
    while (!enough()) {
      const ssize_t count = ::recv(socket, chunk.data(), chunk.size(), 0);
      if (count <= 0) return false;
      bytes.append(chunk.data(), static_cast<std::size_t>(count));
    }
    return true;
  }

  const Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread accepting_;
  std::vector<std::thread> serving_;  // accepting thread only, until it ended
  std::mutex mutex_;
  std::vector<HeardRequest> heard_;  // under mutex_
};

}  // namespace retainwise::test
