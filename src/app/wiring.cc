#include "app/wiring.h"

#include <algorithm>

#include "app/assets.h"
#include "app/commit.h"
#include "app/data_folder.h"
#include "app/database.h"
#include "app/deployment.h"
#include "app/token_callers.h"
#include "app/worker_options.h"
#include "base/text.h"
#include "service/http/doorway.h"
#include "service/http/listen_address.h"
#include "service/jobs/child.h"

namespace retainwise::app {
namespace {

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
  if (!is_loopback(settings.listen.host) && !starts_with(settings.public_url, "https://"))
    log.warning("plain_http", {{"listen", settings.listen.host},
                               {"hint",
                                "Keys and customer data cross the network readable: put a "
                                "proxy with TLS before it and set RETAINWISE_PUBLIC_URL."}});
  if (settings.identity == IdentityKind::kClerk && settings.authorized_parties.empty())
    log.warning("any_party", {{"hint",
                               "Tokens of every page of this Clerk instance let callers in: set "
                               "AUTHORIZED_PARTIES to the origins of yours."}});
}

void log_doubts(const std::vector<Error>& doubts, telemetry::Log& log) {
  for (const Error& each : doubts)
    log.warning("unsafe", {{"what", each.what}, {"hint", each.hint}});
}

/// Whoever asks meanwhile hears what is waited for.
Result<std::unique_ptr<Foundation>> open_foundation(const Settings& settings) {
  const SystemClock clock;
  SystemRandom random;
  std::unique_ptr<http::Doorway> doorway;
  const auto on_wait = [&](const std::string& part) {
    if (!doorway && settings.listen.port != 0) {
      auto opened = http::open_doorway(settings.listen.host, settings.listen.port, clock, random);
      if (opened.ok()) doorway = std::move(*opened);  // else nobody hears; the wait is the same
    }
    if (doorway) doorway->wait_for(part);
  };
  return Foundation::open(settings, on_wait);
}

}  // namespace

Result<std::unique_ptr<House>> House::open(const Settings& settings, std::string program) {
  std::unique_ptr<House> house(new House);
  RW_TRY(const auto doubts, check_server_settings(settings));
  // A port that is taken must not leave a new data folder behind.
  RW_CHECK_OK(http::try_address(settings.listen.host, settings.listen.port));
  RW_CHECK_OK(make_data_folder(settings.data_dir));
  RW_TRY(const auto disk_doubts, check_data_disk(settings));
  // Files and scratch are one process's, wherever the rows are.
  if (!settings.database_url.empty()) {
    RW_TRY(auto lock, store::FileLock::take(database_file(settings) + ".lock"));
    house->folder_lock_.emplace(std::move(lock));
  }
  RW_TRY(house->foundation_, open_foundation(settings));
  RW_CHECK_OK(house->start(settings, std::move(program)));
  house->log_start(settings);
  telemetry::Log& log = house->foundation_->log();
  warn_of(settings, log);
  for (const auto& each : {doubts, disk_doubts}) log_doubts(each, log);
  return house;
}

Result<void> House::start(const Settings& settings, std::string program) {
  Foundation& all = *foundation_;
  RW_CHECK_OK(open_identity(settings));
  const auto worker =
      worker_options(settings, std::move(program), all.owner(), settings.data_dir + "/scratch");
  RW_TRY(worker_, jobs::start_worker(all.services(), worker));
  part_previewer_ = make_previewer(all.services(), worker, kPartMemory, kPartDeadlineMs);
  upload_previewer_ =
      make_previewer(all.services(), worker, worker.memory_bytes, kUploadDeadlineMs);
  previews_ =
      std::make_unique<flows::Previews>(all.services(), *part_previewer_, *upload_previewer_,
                                        flows::PreviewOptions{worker.scratch_directory});
  RW_TRY(server_,
         http::start_server(all.services(), *identity_, *previews_, server_options(settings)));
  return {};
}

Result<void> House::open_identity(const Settings& settings) {
  Foundation& all = *foundation_;
  if (settings.identity != IdentityKind::kLocal) {
    provider_client_ = std::make_unique<net::HttpClient>();
    RW_TRY(identity_, open_token_callers(settings, all, *provider_client_));
    return {};
  }
  owner_key_file_ = settings.data_dir + "/owner.key";
  auth::LocalOptions options;
  RW_TRY(options.owner_key, owner_key(owner_key_file_, all.random()));
  RW_TRY(identity_, auth::make_local_identity(all.services().store, all.random(), all.clock(),
                                              std::move(options)));
  return {};
}

Result<std::string> House::make_link() {
  if (identity_->way_in().by != auth::WayIn::By::kLink) return std::string();
  return identity_->make_link();
}

void House::log_start(const Settings& settings) {
  const flows::Services& services = foundation_->services();
  services.log.info("started", {{"database", std::string(services.store.kind())},
                                {"blobs", std::string(services.blobs.kind())},
                                {"queue", std::string(services.queue.kind())},
                                {"identity", std::string(identity_->kind())},
                                {"environment", settings.environment},
                                {"workers", settings.workers},
                                {"port", port()},
                                {"version", RETAINWISE_VERSION}});
}

void House::stop() {
  if (previews_) previews_->stop();
  if (server_) server_->stop();
  if (worker_) worker_->stop();
  if (foundation_) foundation_->log().info("stopped");
}

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

}  // namespace retainwise::app
