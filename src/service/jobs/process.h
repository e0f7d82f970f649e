#pragma once
/// A child process with pipes at its three standard streams. Movable-from by nobody, dies with this
/// object, never becomes a zombie.
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace retainwise::jobs {

class Process {
 public:
  /// Own process group, default signals, no other descriptor. kUnavailable where it cannot start.
  static Result<std::unique_ptr<Process>> start(const std::vector<std::string>& command,
                                                const std::vector<std::string>& environment);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  /// Kills it, if it is still there.
  ~Process();

  /// What came meanwhile on stdout and stderr; waits up to `wait_ms` for something to come.
  struct Output {
    std::string out, err;
    bool closed = false;  ///< the child let go of its stdout
  };
  Output read(int wait_ms);

  struct End {
    bool by_signal = false;
    int code = 0;  ///< exit code or signal number
    std::int64_t peak_bytes = 0;
  };
  /// SIGKILL to the whole group, at once.
  void kill();
  /// True once it has ended; end() says how.
  bool ended();
  /// Waits for it.
  void wait();
  const End& end() const { return end_; }

 private:
  Process() = default;
  void reap(int flags);

  pid_t pid_ = -1;  ///< -1 once reaped
  int in_ = -1, out_ = -1, err_ = -1;
  End end_;
};

}  // namespace retainwise::jobs
