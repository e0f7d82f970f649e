#include "app/foundation.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

#include "app/database.h"
#include "app/signals.h"
#include "service/blob/look.h"
#include "service/flows/tie_files.h"

namespace retainwise::app {
namespace {

constexpr std::int64_t kPatienceMs = 60'000;
constexpr auto kPause = std::chrono::seconds(1);

std::string owner_name(Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  std::string name = std::to_string(::getpid()) + "-";
  for (const std::byte byte : bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    name += kHex[std::to_integer<unsigned>(byte) >> 4U];
    name += kHex[std::to_integer<unsigned>(byte) & 15U];
  }
  return name;
}

Result<std::unique_ptr<blob::BlobStore>> open_blobs(const Settings& settings, Cloud* cloud,
                                                    telemetry::Log& log) {
  if (cloud != nullptr) {
    RW_TRY(auto outside, cloud->open_blobs());
    if (outside) return outside;
  }
  blob::DirectoryOptions directory = blob_directory(settings);
  directory.on_fatal = end_on_fatal(log);
  return blob::open_directory(directory);
}

Result<std::unique_ptr<queue::TaskQueue>> open_queue(Cloud* cloud, store::Store& store,
                                                     telemetry::Counters& counters) {
  if (cloud != nullptr) {
    RW_TRY(auto outside, cloud->open_queue(counters));
    if (outside) return outside;
  }
  return queue::make_database_queue(store);
}

/// Of files that do not answer yet: what sweeps must know first that they are its own.
Result<void> tie_patiently(flows::Services& services, const OnWait& on_wait) {
  const std::int64_t until = services.clock.steady_ms() + kPatienceMs;
  for (bool told = false;; told = true) {
    auto tied = flows::tie_files(services);
    if (tied.ok() || tied.error().kind != ErrorKind::kUnavailable) return tied;
    if (asked_to_stop() || services.clock.steady_ms() >= until) return tied;
    if (!told) {
      services.log.warning("waiting_for_files", {{"why", tied.error().what}});
      on_wait("blobs");
    }
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

blob::DirectoryOptions blob_directory(const Settings& settings) {
  blob::DirectoryOptions directory;
  directory.directory = settings.data_dir + "/blobs";
  directory.free_space_floor = settings.free_space_floor_bytes;
  return directory;
}

Result<std::unique_ptr<blob::BlobStore>> look_at_blobs(const Settings& settings, Cloud* cloud) {
  if (cloud != nullptr) {
    RW_TRY(auto outside, cloud->open_blobs());
    if (outside) return outside;
  }
  return blob::look_at_directory(blob_directory(settings));
}

std::unique_ptr<Foundation> Foundation::begin(const Settings& settings) {
  std::unique_ptr<Foundation> all(new Foundation);
  all->log_ = telemetry::make_stderr_log(settings.log_level);
  all->counters_ = telemetry::make_counters();
  all->owner_ = owner_name(all->random_);
  for (const std::string& name : settings.unknown)
    all->log_->warning("unknown_setting", {{"name", name}});
  return all;
}

Result<void> Foundation::open_rest(const Settings& settings, const OnWait& on_wait) {
  RW_TRY(cloud_, Cloud::open(settings, clock_, random_, *log_));
  RW_TRY(blobs_, open_blobs(settings, cloud_.get(), *log_));
  RW_TRY(queue_, open_queue(cloud_.get(), *store_, *counters_));
  services_.reset(
      new flows::Services{*store_, *blobs_, *queue_, clock_, random_, *log_, *counters_});
  return tie_patiently(*services_, on_wait);
}

Result<std::unique_ptr<Foundation>> Foundation::open(const Settings& settings,
                                                     const OnWait& on_wait) {
  auto all = begin(settings);
  RW_TRY(all->store_, open_store(settings, all->owner_, *all->log_, on_wait));
  RW_CHECK_OK(all->open_rest(settings, on_wait));
  return all;
}

Result<std::unique_ptr<Foundation>> Foundation::open_to_fill(const Settings& settings, int schema) {
  auto all = begin(settings);
  RW_TRY(all->store_, open_store_to_fill(settings, all->owner_, *all->log_, schema));
  RW_CHECK_OK(all->open_rest(settings, tell_nobody));
  return all;
}

}  // namespace retainwise::app
