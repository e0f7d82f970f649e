#pragma once
/// Stands before an emulator of S3: adds what AWS has and the emulators lack (If-None-Match on
/// writes), and does what goes wrong on the way.
#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "tests/contract/local_server.h"

namespace retainwise::test {

/// What happens to a request; "" lets it through. Gets what lets it through.
using Fault = std::function<std::string(const HeardRequest&, const std::function<std::string()>&)>;

class S3Gate {
 public:
  explicit S3Gate(int behind)
      : behind_(behind), server_([this](const HeardRequest& heard) { return pass(heard); }) {}

  std::string url() const { return server_.url(); }
  std::vector<HeardRequest> heard() { return server_.heard(); }
  /// For the next `times` requests for which `fits` says so.
  void fail(int times, std::function<bool(const HeardRequest&)> fits, Fault fault) {
    const std::lock_guard lock(mutex_);
    left_ = times;
    fits_ = std::move(fits);
    fault_ = std::move(fault);
  }

 private:
  std::string pass(const HeardRequest& heard) {
    Fault fault;
    {
      const std::lock_guard lock(mutex_);
      if (left_ > 0 && fits_(heard)) {
        --left_;
        fault = fault_;
      }
    }
    const auto through = [&] { return conditional(heard); };
    return fault ? fault(heard, through) : through();
  }

  std::string conditional(const HeardRequest& heard) {
    const std::string path = heard.target.substr(0, heard.target.find('?'));
    const bool whole = heard.target.find("uploadId=") == std::string::npos;
    if (heard.method == "DELETE" && whole) {
      const std::lock_guard lock(keys_mutex_);
      keys_.erase(path);
      return forward(behind_, heard);
    }
    if (heard.header("if-none-match") != "*") return forward(behind_, heard);
    const std::lock_guard lock(keys_mutex_);
    if (keys_.contains(path))
      return answer(412, "<Error><Code>PreconditionFailed</Code><Message>x</Message></Error>");
    std::string said = forward(behind_, heard);
    if (said.find(" 200 ") < 16) keys_.insert(path);
    return said;
  }

  const int behind_;
  std::mutex mutex_;
  int left_ = 0;                                   // under mutex_
  std::function<bool(const HeardRequest&)> fits_;  // under mutex_
  Fault fault_;                                    // under mutex_
  std::mutex keys_mutex_;
  std::set<std::string> keys_;  // under keys_mutex_
  LocalServer server_;          // last: its threads use the rest
};

}  // namespace retainwise::test
