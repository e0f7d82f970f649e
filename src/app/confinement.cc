#include "app/confinement.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>
#include <system_error>

namespace retainwise::app {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kLimitAddressSpace = false;  // sanitizers reserve terabytes of it
#else
constexpr bool kLimitAddressSpace = true;
#endif
constexpr rlim_t kMaxDescriptors = 64;
constexpr int kNiceness = 5;

Error refused(const char* what, int code) {
  return unavailable("The job's process could not be confined.",
                     std::string(what) + ": " + std::generic_category().message(code));
}

Result<void> limit(decltype(RLIMIT_AS) resource, std::int64_t value, const char* name) {
  const auto most = static_cast<rlim_t>(value);
  const rlimit both{most, most};
  if (::setrlimit(resource, &both) != 0) return refused(name, errno);
  return {};
}

/// A kill by SIGKILL when the thread that started this process ends; and where that happened before
/// the prctl, the parent is another one by now.
Result<void> die_with(int parent) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return refused("PR_SET_PDEATHSIG", errno);
  if (parent != 0 && ::getppid() != parent) return unavailable("The parent process is gone.");
  return {};
}

/// Best effort: a kernel that forbids it only makes a worse choice when memory runs out.
void go_first_when_memory_runs_out() {
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  [[maybe_unused]] const ssize_t written = ::write(file, "1000", 4);
  ::close(file);
}

Result<void> set_limits(const Confinement& confinement) {
  // Results hold the input's cells, a sentence a row, and a float a column and row.
  const std::int64_t largest_file = (1LL << 30U) + 64 * confinement.input_bytes;
  if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
    return refused("SIGXFSZ",
                   errno);  // a file too large is a write that fails, with an error to tell
  RW_CHECK_OK(limit(RLIMIT_CORE, 0, "RLIMIT_CORE"));
  RW_CHECK_OK(limit(RLIMIT_NOFILE, static_cast<std::int64_t>(kMaxDescriptors), "RLIMIT_NOFILE"));
  RW_CHECK_OK(limit(RLIMIT_FSIZE, largest_file, "RLIMIT_FSIZE"));
  if (!kLimitAddressSpace || confinement.memory_bytes <= 0) return {};
  return limit(RLIMIT_AS, confinement.memory_bytes + confinement.input_bytes, "RLIMIT_AS");
}

struct Release {
  void operator()(void* filter) const { seccomp_release(filter); }
};

constexpr int kForbidden[] = {
    // the network
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
    SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg),
    // other programs and processes
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(kill),
    SCMP_SYS(tkill), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_send_signal), SCMP_SYS(pidfd_getfd),
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kcmp),
    // the system
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare),
    SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key),
    SCMP_SYS(request_key), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(init_module),
    SCMP_SYS(finit_module), SCMP_SYS(kexec_load), SCMP_SYS(reboot), SCMP_SYS(swapon),
    SCMP_SYS(personality), SCMP_SYS(open_by_handle_at), SCMP_SYS(memfd_create)};

int forbid_where(scmp_filter_ctx filter, int call, const scmp_arg_cmp& argument) {
  return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), call, 1, &argument);
}

int add_rules(scmp_filter_ctx filter) {
  int failed = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 1);
  for (const int call : kForbidden) {
    if (failed == 0) failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0);
  }
  // Threads yes, processes no. clone3 hides its flags behind a pointer that a filter cannot follow;
  // told that there is none, glibc falls back to clone.
  if (failed == 0) failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  if (failed == 0)
    failed = forbid_where(filter, SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
  // A signal to itself is how abort() ends.
  if (failed == 0)
    failed = forbid_where(filter, SCMP_SYS(tgkill),
                          {0, SCMP_CMP_NE, static_cast<scmp_datum_t>(::getpid()), 0});
  return failed == 0 ? seccomp_load(filter) : failed;
}

Result<void> forbid_calls() {
  const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_ALLOW));
  if (!filter) return refused("seccomp_init", ENOMEM);
  const int failed = add_rules(filter.get());
  if (failed != 0) return refused("seccomp", -failed);
  return {};
}

}  // namespace

Result<void> confine(const Confinement& confinement) {
  RW_CHECK_OK(die_with(confinement.parent));
  ::umask(077);
  go_first_when_memory_runs_out();
  ::setpriority(PRIO_PROCESS, 0, kNiceness);  // refused where it is nicer already
  RW_CHECK_OK(set_limits(confinement));
  return forbid_calls();
}

}  // namespace retainwise::app
