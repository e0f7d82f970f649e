#include "app/deployment.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <cstdint>

namespace retainwise::app {
namespace {

// Not in linux/magic.h of Debian 12.
constexpr std::uint32_t kCifsMagic = 0xFF534D42;
constexpr std::uint32_t kSmb2Magic = 0xFE534D42;

using Doubts = std::vector<Error>;

Error doubt(std::string what, std::string hint) {
  return bad_request("unsafe_production", std::move(what), std::move(hint));
}

Result<Doubts> judged(const Settings& settings, Doubts doubts) {
  if (!doubts.empty() && settings.environment == "production") return doubts.front();
  return doubts;
}

bool in_memory(std::uint32_t file_system) {
  return file_system == TMPFS_MAGIC || file_system == RAMFS_MAGIC;
}

bool over_network(std::uint32_t file_system) {
  return file_system == NFS_SUPER_MAGIC || file_system == SMB_SUPER_MAGIC ||
         file_system == kCifsMagic || file_system == kSmb2Magic;
}

bool all_outside(const Settings& settings) {
  return !settings.database_url.empty() && !settings.bucket.empty();
}

}  // namespace

Result<void> check_worker_settings(const Settings& settings) {
  if (settings.database_url.empty())
    return bad_request("worker_needs_postgresql",
                       "A worker of its own needs PostgreSQL: an SQLite database belongs to one "
                       "process, the server.",
                       "Set DATABASE_URL to the address that the server has "
                       "(postgresql://USER:PASSWORD@HOST:PORT/DATABASE), or let the server do the "
                       "work: `retainwise serve --workers 2`.");
  if (settings.bucket.empty())
    return bad_request("worker_needs_bucket",
                       "A worker of its own needs a bucket: files in a data folder belong to one "
                       "process, the server.",
                       "Set PREDICTIONS_BUCKET (and AWS_ENDPOINT_URL for a store of your own) as "
                       "the server has it, or let the server do the work: `retainwise serve "
                       "--workers 2`.");
  if (settings.workers == 0)
    return bad_request("worker_needs_work", "A worker that runs 0 predictions does nothing.",
                       "Set --workers (RETAINWISE_WORKERS) to 1 or more.");
  return {};
}

Result<Doubts> check_server_settings(const Settings& settings) {
  Doubts doubts;
  if (settings.workers == 0 && !all_outside(settings))
    doubts.push_back(
        doubt("Nothing would ever run the predictions: this server has 0 workers, and no other "
              "process can reach what lies in its data folder.",
              "Set --workers (RETAINWISE_WORKERS) to 1 or more; or set DATABASE_URL and "
              "PREDICTIONS_BUCKET and start `retainwise worker`."));
  if (settings.database_url.empty() && !settings.bucket.empty())
    doubts.push_back(
        doubt("The files would lie in a bucket and the rows that name them in this machine's data "
              "folder: with the machine every file would lose its meaning.",
              "Set DATABASE_URL to a PostgreSQL database, or unset PREDICTIONS_BUCKET so that both "
              "lie in one folder that is backed up as a whole."));
  if (settings.database_url.empty() && !settings.queue_url.empty())
    doubts.push_back(doubt(
        "A queue wakes workers on other machines, but the database is this process's own SQLite "
        "file: calls that others take would be lost on them.",
        "Set DATABASE_URL to a PostgreSQL database, or unset PREDICTIONS_QUEUE_URL."));
  if (settings.identity == IdentityKind::kOidc && settings.oidc_audience.empty())
    doubts.push_back(
        doubt("Every token of the provider would let its bearer in, also one that was given to "
              "another service.",
              "Set OIDC_AUDIENCE to what the provider calls this service (aud)."));
  return judged(settings, std::move(doubts));
}

Result<Doubts> check_data_disk(const Settings& settings) {
  struct statfs disk {};
  if (all_outside(settings) || ::statfs(settings.data_dir.c_str(), &disk) != 0) return Doubts();
  const auto kind = static_cast<std::uint32_t>(disk.f_type);
  Doubts doubts;
  if (in_memory(kind))
    doubts.push_back(doubt("The data folder " + settings.data_dir +
                               " lies in memory (tmpfs): all of it is gone with the next restart.",
                           "Set --data-dir (RETAINWISE_DATA_DIR) to a folder on a disk."));
  if (settings.database_url.empty() && over_network(kind))
    doubts.push_back(doubt(
        "The data folder " + settings.data_dir +
            " lies on a network file system, whose locks do not keep an SQLite file whole.",
        "Set --data-dir (RETAINWISE_DATA_DIR) to a folder on a local disk, or DATABASE_URL to "
        "a PostgreSQL database."));
  return judged(settings, std::move(doubts));
}

}  // namespace retainwise::app
