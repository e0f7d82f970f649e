#include "app/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

namespace retainwise::app {
namespace {

constexpr std::int64_t kMemory = 2LL << 30U;

/// In a process of its own, confined: did `deed` hold?
bool confined(const std::function<bool()>& deed) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto done = confine({kMemory, 0, ::getppid()});
    ::_exit(!done.ok() ? 2 : deed() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_NE(WEXITSTATUS(status), 2) << "could not be confined";
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool refused(long result) {
  return result == -1 && errno == EPERM;
}

TEST(Confinement, ForbidsTheNetwork) {
  EXPECT_TRUE(confined([] { return refused(::socket(AF_INET, SOCK_STREAM, 0)); }));
  EXPECT_TRUE(confined([] { return refused(::socket(AF_UNIX, SOCK_STREAM, 0)); }));
  EXPECT_TRUE(confined([] { return refused(::connect(0, nullptr, 0)); }));
}

TEST(Confinement, ForbidsOtherPrograms) {
  EXPECT_TRUE(confined([] {
    char name[] = "/bin/true";
    char* const words[] = {name, nullptr};
    return refused(::execv(name, words));
  }));
}

TEST(Confinement, ForbidsOtherProcesses) {
  EXPECT_TRUE(confined([] { return refused(::fork()); }));
  EXPECT_TRUE(confined([] { return refused(::kill(::getppid(), 0)); }));
  EXPECT_TRUE(confined([] { return refused(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0)); }));
  EXPECT_TRUE(
      confined([] { return refused(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr)); }));
}

TEST(Confinement, LeavesThreadsFilesAndItsOwnAbort) {
  EXPECT_TRUE(confined([] {
    int ran = 0;
    std::thread([&ran] { ran = 1; }).join();
    return ran == 1;
  }));
  EXPECT_TRUE(confined([] { return ::open("/proc/self/status", O_RDONLY) >= 0; }));
  EXPECT_TRUE(confined([] { return ::raise(0) == 0; }));
}

TEST(Confinement, LimitsMemoryDescriptorsAndCores) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "skipped: needs a build without sanitizers, which reserve terabytes";
#endif
  EXPECT_TRUE(confined([] {
    return ::mmap(nullptr, kMemory, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
  }));
  EXPECT_TRUE(confined([] {
    for (int i = 0; i < 64; ++i) {
      if (::open("/proc/self/status", O_RDONLY) < 0) return errno == EMFILE;
    }
    return false;
  }));
  EXPECT_TRUE(confined([] {
    rlimit limit{};
    return ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0;
  }));
}

TEST(Confinement, DiesWithItsParent) {
  EXPECT_TRUE(confined([] {
    int signal = 0;
    return ::prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal == SIGKILL;
  }));
}

TEST(Confinement, RefusesWhereTheParentIsAnother) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(confine({kMemory, 0, 1 << 30}).ok() ? 0 : 7);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

}  // namespace
}  // namespace retainwise::app
