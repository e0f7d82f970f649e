#pragma once
/// Calls out by HTTP/1.1 (libcurl). Never follows a redirect, asks no proxy and no .netrc, whatever
/// the environment says; certificates are always checked (TLS ≥ 1.2). Safe to call from any thread;
/// calls block. Connections are kept and used again.
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace retainwise::net {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  HeaderList headers = {};
  std::string_view body = {};  ///< outlives the call
};

struct HttpReply {
  int status = 0;
  std::map<std::string, std::string, std::less<>> headers = {};  ///< names in lower case
  std::string body = {};

  /// "" where there is no such header.
  std::string_view header(std::string_view name) const;
};

/// Ends the calls that were given it, now and later.
class CallStop {
 public:
  void stop();
  bool stopped() const { return stopped_; }

 private:
  friend class Line;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::set<void*> waiting_;  // under mutex_: the multi handles to wake up
};

struct HttpLimits {
  int connect_ms = 5'000;
  int idle_ms = 30'000;          ///< without a byte in either direction
  int total_ms = 0;              ///< of a whole call; 0: as long as bytes come
  std::size_t body = 4U << 20U;  ///< bytes of an answer that is kept whole
  CallStop* stop = nullptr;
};

class Line;

/// An answer whose body is read as it comes: at most half a megabyte of it waits in memory. Used by
/// one thread at a time.
class HttpStream {
 public:
  explicit HttpStream(std::unique_ptr<Line> line);
  ~HttpStream();
  HttpStream(const HttpStream&) = delete;
  HttpStream& operator=(const HttpStream&) = delete;

  const HttpReply& head() const;  ///< without a body
  /// 0 at the end; kUnavailable where the answer broke off, or is shorter than it said.
  Result<std::size_t> read(std::span<std::byte> out);
  /// The rest of the body; kUnavailable where it is longer than the limit.
  Result<std::string> rest();

 private:
  std::unique_ptr<Line> line_;
};

class Lines;

class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Any status is an answer. kUnavailable where there was none; kCancelled by `limits.stop`.
  Result<HttpReply> send(const HttpRequest& request, const HttpLimits& limits = {});
  /// Returns once the head is there.
  Result<std::unique_ptr<HttpStream>> open(const HttpRequest& request,
                                           const HttpLimits& limits = {});

 private:
  std::shared_ptr<Lines> lines_;
};

}  // namespace retainwise::net
