#include "app/fail_hook.h"

#ifdef RETAINWISE_TEST_HOOKS
#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "app/settings.h"
#include "base/text.h"
#endif

namespace retainwise::app {

#ifdef RETAINWISE_TEST_HOOKS
namespace {

std::string wanted() {
  const Names names = environment();
  const auto found = names.find("RW_FAIL");
  return found == names.end() ? "" : found->second;
}

[[noreturn]] void hang() {
  while (true) std::this_thread::sleep_for(std::chrono::hours(1));
}

[[noreturn]] void eat_memory() {
  std::vector<std::vector<char>> eaten;
  while (true) eaten.emplace_back(std::size_t{16} << 20U, 'x');
}

void act(const std::string& deed) {
  if (deed == "kill") static_cast<void>(std::raise(SIGKILL));
  if (deed == "crash") static_cast<void>(std::raise(SIGSEGV));
  if (deed == "hang") hang();
  if (deed == "oom") eat_memory();
  if (starts_with(deed, "sleep="))
    std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(deed.substr(6))));
}

}  // namespace

void fail_here(std::string_view place, std::int64_t fence) {
  for (const std::string& rule : split(wanted(), ',')) {
    const std::vector<std::string> parts = split(rule, ':');
    if (parts.size() < 2 || parts[0] != place) continue;
    const bool once = parts.size() > 2 && parts[2] == "once";
    if (!once || fence == 1) act(parts[1]);
  }
}

void hook_worker(jobs::WorkerOptions& options) {
  if (wanted().empty()) return;
  options.job_environment.push_back("RW_FAIL=" + wanted());
  options.on_stage = [](std::string_view stage, Fence fence) {
    fail_here("run." + std::string(stage), fence.value);
  };
}
#else
void fail_here(std::string_view, std::int64_t) {}
void hook_worker(jobs::WorkerOptions&) {}
#endif

}  // namespace retainwise::app
