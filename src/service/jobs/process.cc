#include "service/jobs/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace retainwise::jobs {
namespace {

Error cannot_start(int code, const char* deed) {
  return unavailable("A job could not be started.",
                     std::string(deed) + ": " + std::generic_category().message(code));
}

struct Pipe {
  int reader = -1, writer = -1;
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    if (reader >= 0) ::close(reader);
    if (writer >= 0) ::close(writer);
  }
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    reader = ends[0];
    writer = ends[1];
    return true;
  }
};

/// What posix_spawn does between fork and exec.
class SpawnPlan {
 public:
  SpawnPlan(int in, int out, int err) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// execve's form: pointers into `texts`, ended by a null.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Takes what is there without waiting; false at the stream's end.
bool drain(int descriptor, std::string& into) {
  std::array<char, 8192> chunk{};
  while (true) {
    const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
    if (count > 0) into.append(chunk.data(), static_cast<std::size_t>(count));
    if (count == 0) return false;
    if (count < 0 && errno != EINTR) return errno == EAGAIN;
    if (into.size() > (1U << 20U)) return true;  // the rest waits for the next call
  }
}

}  // namespace

Result<std::unique_ptr<Process>> Process::start(const std::vector<std::string>& command,
                                                const std::vector<std::string>& environment) {
  Pipe in;
  Pipe out;
  Pipe err;
  if (!in.open() || !out.open() || !err.open()) return cannot_start(errno, "pipe2");
  const SpawnPlan plan(in.reader, out.writer, err.writer);
  std::vector<std::string> words = command;
  std::vector<std::string> names = environment;
  std::unique_ptr<Process> process(new Process);
  const int code = ::posix_spawn(&process->pid_, words.front().c_str(), plan.actions(),
                                 plan.attributes(), pointers(words).data(), pointers(names).data());
  if (code != 0) {
    process->pid_ = -1;
    return cannot_start(code, "posix_spawn");
  }
  ::fcntl(out.reader, F_SETFL, O_NONBLOCK);
  ::fcntl(err.reader, F_SETFL, O_NONBLOCK);
  process->in_ = std::exchange(in.writer, -1);
  process->out_ = std::exchange(out.reader, -1);
  process->err_ = std::exchange(err.reader, -1);
  return process;
}

Process::~Process() {
  kill();
  wait();
  for (const int descriptor : {in_, out_, err_}) {
    if (descriptor >= 0) ::close(descriptor);
  }
}

Process::Output Process::read(int wait_ms) {
  std::array<pollfd, 2> streams = {{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  ::poll(streams.data(), streams.size(), wait_ms);  // an interrupted wait is a shorter one
  Output output;
  if (err_ >= 0 && !drain(err_, output.err)) ::close(std::exchange(err_, -1));
  if (out_ >= 0 && !drain(out_, output.out)) ::close(std::exchange(out_, -1));
  output.closed = out_ < 0;
  return output;
}

void Process::kill() {
  if (pid_ > 0) ::kill(-pid_, SIGKILL);
}

bool Process::ended() {
  reap(WNOHANG);
  return pid_ < 0;
}

void Process::wait() {
  reap(0);
}

void Process::reap(int flags) {
  if (pid_ < 0) return;
  int status = 0;
  struct rusage usage {};
  pid_t reaped = -1;
  do {
    reaped = ::wait4(pid_, &status, flags, &usage);
  } while (reaped < 0 && errno == EINTR);
  if (reaped == 0) return;
  pid_ = -1;
  end_.by_signal = WIFSIGNALED(status);
  end_.code = end_.by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
  end_.peak_bytes = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace retainwise::jobs
