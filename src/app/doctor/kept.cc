#include "app/doctor/kept.h"

#include <cstdlib>

#include "app/copy_bar.h"
#include "base/text.h"
#include "service/flows/tie_files.h"
#include "service/store/predictions.h"
#include "service/store/schema.h"

namespace retainwise::app {
namespace {

constexpr std::int64_t kClocksApartMs = 5'000;
constexpr std::int64_t kWaitsLongMs = 600'000;
constexpr std::size_t kNamed = 5;

struct Seen {
  int schema = 0;
  store::DatabaseFacts facts = {};
  store::Backlog backlog = {};
};

Result<Seen> see(store::Store& store) {
  Seen seen;
  RW_CHECK_OK(store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(seen.schema, store::found_schema(session));
    if (seen.schema != store::newest_schema()) return {};
    RW_TRY(seen.facts, store::database_facts(session));
    RW_TRY(seen.backlog, store::backlog(session));
    return {};
  }));
  return seen;
}

Finding schema_finding(const store::Store& store, const Seen& seen) {
  const std::string kind = store.kind() == "sqlite" ? "SQLite" : "PostgreSQL";
  const std::string schema = "schema " + std::to_string(seen.schema);
  if (auto newer = store::refuse_newer_schema(seen.schema); !newer.ok())
    return failed("database", newer.error());
  if (seen.schema == 0)
    return warning("database", "The " + kind + " database is empty.", "The first start fills it.");
  if (seen.schema < store::newest_schema())
    return warning("database",
                   "The " + kind + " database has " + schema + ", this program wants " +
                       std::to_string(store::newest_schema()) + ".",
                   "retainwise migrate   (the next start of the server does it too)");
  return fine("database", kind + " " + seen.facts.version + " answers, " + schema + ".");
}

Finding clock_finding(const Seen& seen, Time now) {
  const std::int64_t apart = seen.facts.now.unix_ms - now.unix_ms;
  if (std::llabs(apart) > kClocksApartMs)
    return failed("clock",
                  "This machine's clock and the database's are " +
                      with_commas(std::llabs(apart) / 1'000) + " seconds apart.",
                  "Let both follow a time server: timedatectl set-ntp true");
  if (seen.facts.newest && seen.facts.newest->unix_ms > now.unix_ms + kClocksApartMs)
    return failed("clock",
                  "The clock was set back: a row was written at " + rfc3339(*seen.facts.newest) +
                      ", and now it is " + rfc3339(now) + ".",
                  "Let it follow a time server: timedatectl set-ntp true");
  return fine("clock", "This machine's clock and the database's agree.");
}

void add_backlog(const Seen& seen, Findings& out) {
  if (seen.backlog.queued == 0 || seen.backlog.oldest_age_ms < kWaitsLongMs) return;
  out.push_back(warning("database",
                        counted(seen.backlog.queued, "prediction waits", "predictions wait") +
                            ", the oldest for " + with_commas(seen.backlog.oldest_age_ms / 60'000) +
                            " minutes.",
                        "Start a server with workers (`retainwise serve --workers 2`), or "
                        "`retainwise worker`."));
}

std::string some_of(const std::vector<BlobKey>& keys) {
  std::string out;
  for (std::size_t i = 0; i < keys.size() && i < kNamed; ++i)
    out += (i == 0 ? "" : ", ") + keys[i].text();
  if (keys.size() > kNamed) out += " …";
  return out;
}

constexpr const char* kBringBack =
    "Bring them back from a backup (its folder blobs/ holds them under the same names), or delete "
    "what names them.";

}  // namespace

Findings look_at_database(store::Store& store, const Clock& clock, flows::Depth depth,
                          bool& readable) {
  const auto seen = see(store);
  readable = seen.ok() && seen->schema == store::newest_schema();
  if (!seen.ok()) {
    const bool away = seen.error().kind == ErrorKind::kUnavailable;
    return {failed("database", seen.error(), away ? "Try again once it answers." : kRestoreLast)};
  }
  Findings out = {schema_finding(store, *seen)};
  if (!readable) return out;
  if (depth == flows::Depth::kHashes) {
    const auto whole = store.read(store::check_integrity);
    if (!whole.ok()) out.push_back(failed("database", whole.error(), kRestoreLast));
  }
  add_backlog(*seen, out);
  out.push_back(clock_finding(*seen, clock.now()));
  return out;
}

Findings look_at_files(store::Store& store, blob::BlobStore& blobs, flows::Depth depth,
                       const flows::OnCopy& on_file) {
  if (const auto tied = flows::check_tie(store, blobs); !tied.ok())
    return {failed("files", tied.error())};
  const auto found = flows::check_files(store, blobs, depth, on_file);
  if (!found.ok())
    return {failed("files", found.error(), "See the checks of disk, database and bucket.")};
  Findings out;
  if (!found->missing.empty())
    out.push_back(failed(
        "files",
        counted(found->missing.size(), "file that a row names is", "files that rows name are") +
            " missing: " + some_of(found->missing) + ".",
        kBringBack));
  if (!found->damaged.empty())
    out.push_back(failed("files",
                         counted(found->damaged.size(), "file is", "files are") +
                             " not as written: " + some_of(found->damaged) + ".",
                         kBringBack));
  if (out.empty())
    out.push_back(
        fine("files", counted(found->files, "file", "files") + ", " + in_megabytes(found->bytes) +
                          (depth == flows::Depth::kHashes ? ", each as it was written."
                                                          : ", all there (--deep reads them).")));
  return out;
}

}  // namespace retainwise::app
