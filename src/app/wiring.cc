#include "app/wiring.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <thread>

#include "app/assets.h"
#include "app/commit.h"
#include "app/data_folder.h"
#include "app/database.h"
#include "app/fail_hook.h"
#include "base/text.h"
#include "service/http/listen_address.h"
#include "service/jobs/child.h"

namespace retainwise::app {
namespace {

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
  blob::DirectoryOptions directory;
  directory.directory = settings.data_dir + "/blobs";
  directory.free_space_floor = settings.free_space_floor_bytes;
  directory.on_fatal = end_on_fatal(log);
  return blob::open_directory(directory);
}

Result<std::unique_ptr<queue::TaskQueue>> open_queue(Cloud* cloud, store::Store& store) {
  if (cloud != nullptr) {
    RW_TRY(auto outside, cloud->open_queue());
    if (outside) return outside;
  }
  return queue::make_database_queue(store);
}

jobs::WorkerOptions worker_options(const Settings& settings, std::string program,
                                   std::string owner) {
  jobs::WorkerOptions options;
  options.program = std::move(program);
  options.scratch_directory = settings.data_dir + "/scratch";
  options.workers = settings.workers;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  options.threads_per_job =
      static_cast<int>(std::max(1U, cores / static_cast<unsigned>(std::max(1, settings.workers))));
  options.lease_ms = settings.lease_seconds * 1000;
  options.deadline_ms = settings.job_deadline_seconds * 1000;
  options.memory_bytes = settings.job_memory_bytes;
  options.owner = std::move(owner);
  hook_worker(options);
  return options;
}

bool is_loopback(const std::string& host) {
  return starts_with(host, "127.") || host == "::1" || host == "localhost";
}

/// Of what a page sends to look at: at most 20 MB.
constexpr std::int64_t kPartMemory = 1LL << 30U;
constexpr int kPartDeadlineMs = 30'000;
constexpr int kUploadDeadlineMs = 60'000;

/// A child for previews: as the worker's children, with less of everything.
std::unique_ptr<flows::JobRunner> make_previewer(const flows::Services& services,
                                                 const jobs::WorkerOptions& worker,
                                                 std::int64_t memory_bytes, int deadline_ms) {
  jobs::ChildOptions child;
  child.program = worker.program;
  child.threads = 1;
  child.memory_bytes = std::min(memory_bytes, worker.memory_bytes);
  child.deadline_ms = std::min(deadline_ms, worker.deadline_ms);
  child.environment = worker.job_environment;
  return jobs::make_child_runner(services.clock, services.log, std::move(child));
}

http::ServerOptions server_options(const Settings& settings) {
  http::ServerOptions options;
  options.host = settings.listen.host;
  options.port = settings.listen.port;
  options.allowed_hosts = settings.allowed_hosts;
  options.max_upload_bytes = settings.max_upload_bytes;
  options.demo_mode = settings.demo_mode;
  options.page.assign(page_assets().begin(), page_assets().end());
  options.samples.assign(sample_assets().begin(), sample_assets().end());
  options.public_url = settings.public_url;
  options.version = RETAINWISE_VERSION;
  options.commit = commit();
  return options;
}

/// What runs, but perhaps not as its operator thinks.
void warn_of(const Settings& settings, telemetry::Log& log) {
  for (const std::string& name : settings.unknown) log.warning("unknown_setting", {{"name", name}});
  if (!is_loopback(settings.listen.host) && !starts_with(settings.public_url, "https://"))
    log.warning("plain_http", {{"listen", settings.listen.host},
                               {"hint",
                                "Keys and customer data cross the network readable: put a "
                                "proxy with TLS before it and set RETAINWISE_PUBLIC_URL."}});
}

}  // namespace

Result<std::unique_ptr<House>> House::open(const Settings& settings, std::string program) {
  std::unique_ptr<House> house(new House);
  house->log_ = telemetry::make_stderr_log(settings.log_level);
  house->counters_ = telemetry::make_counters();
  // A port that is taken must not leave a new data folder behind.
  RW_CHECK_OK(http::try_address(settings.listen.host, settings.listen.port));
  RW_CHECK_OK(make_data_folder(settings.data_dir));
  // Files and scratch are one process's, wherever the rows are.
  if (!settings.database_url.empty()) {
    RW_TRY(auto lock, store::FileLock::take(database_file(settings) + ".lock"));
    house->folder_lock_.emplace(std::move(lock));
  }
  const std::string owner = owner_name(house->random_);
  RW_TRY(house->store_, open_store(settings, owner, *house->log_));
  RW_TRY(house->cloud_, Cloud::open(settings, house->clock_, house->random_, *house->log_));
  RW_TRY(house->blobs_, open_blobs(settings, house->cloud_.get(), *house->log_));
  RW_TRY(house->queue_, open_queue(house->cloud_.get(), *house->store_));
  house->owner_key_file_ = settings.data_dir + "/owner.key";
  auth::LocalOptions local;
  RW_TRY(local.owner_key, owner_key(house->owner_key_file_, house->random_));
  RW_TRY(house->identity_, auth::make_local_identity(*house->store_, house->random_, house->clock_,
                                                     std::move(local)));
  house->services_.reset(new flows::Services{*house->store_, *house->blobs_, *house->queue_,
                                             house->clock_, house->random_, *house->log_,
                                             *house->counters_});
  const auto worker = worker_options(settings, std::move(program), owner);
  RW_TRY(house->worker_, jobs::start_worker(*house->services_, worker));
  house->part_previewer_ = make_previewer(*house->services_, worker, kPartMemory, kPartDeadlineMs);
  house->upload_previewer_ =
      make_previewer(*house->services_, worker, worker.memory_bytes, kUploadDeadlineMs);
  house->previews_ = std::make_unique<flows::Previews>(
      *house->services_, *house->part_previewer_, *house->upload_previewer_,
      flows::PreviewOptions{worker.scratch_directory});
  RW_TRY(house->server_, http::start_server(*house->services_, *house->identity_, *house->previews_,
                                            server_options(settings)));
  house->log_->info("started", {{"database", std::string(house->store_->kind())},
                                {"blobs", std::string(house->blobs_->kind())},
                                {"queue", std::string(house->queue_->kind())},
                                {"identity", std::string(house->identity_->kind())},
                                {"environment", settings.environment},
                                {"workers", settings.workers},
                                {"port", house->port()},
                                {"version", RETAINWISE_VERSION}});
  warn_of(settings, *house->log_);
  return house;
}

void House::stop() {
  if (previews_) previews_->stop();
  if (server_) server_->stop();
  if (worker_) worker_->stop();
  if (log_) log_->info("stopped");
}

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace retainwise::app
