#include "service/jobs/sweeper.h"

#include "service/flows/call_again.h"
#include "service/flows/remove.h"
#include "service/store/changes.h"
#include "service/store/idempotency.h"
#include "service/store/users.h"

namespace retainwise::jobs {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr int kKeepChangesMs = 86'400'000;

/// An object is put at most minutes before its row; the rest is for clocks that differ.
constexpr std::int64_t kGraceMs = kHourMs;

Result<std::int64_t> sweep_records(flows::Services& services) {
  const auto swept = services.store.write([](store::Session& session) -> Result<void> {
    RW_CHECK_OK(store::sweep_changes(session, kKeepChangesMs));
    RW_CHECK_OK(store::sweep_secrets(session));
    return store::sweep_keys(session);
  });
  if (!swept.ok()) return swept.error();
  return 0;
}

}  // namespace

Sweeper::Sweeper(flows::Services& services, int lease_ms, const std::string& owner)
    : services_(services),
      rescue_(services, lease_ms, owner),
      started_at_(services.clock.now()),
      hourly_at_ms_(services.clock.steady_ms()) {}

void Sweeper::note(std::string_view what, const Result<std::int64_t>& swept) {
  if (swept.ok()) {
    services_.counters.sweep(what, *swept);
  } else {
    services_.log.error("sweep_failed", swept.error(), {{"what", std::string(what)}});
  }
}

void Sweeper::at_start(std::string_view owner) {
  if (services_.store.kind() == "sqlite") note("leases", rescue_.take_from_all_but(owner));
}

void Sweeper::turn() {
  note("leases", rescue_.sweep());
  note("calls", flows::call_again(services_));
  note("deletions", flows::sweep_deletions(services_));
  report_backlog();
  if (services_.clock.steady_ms() >= hourly_at_ms_) hourly();
}

/// On a store that is this process's alone, whatever no row names and is older than the process was
/// left by one that died; elsewhere it may be another's upload under way.
void Sweeper::hourly() {
  hourly_at_ms_ = services_.clock.steady_ms() + kHourMs;
  const bool alone = services_.store.kind() == "sqlite";
  const std::int64_t age_ms = services_.clock.now().unix_ms - started_at_.unix_ms;
  note("garbage", flows::sweep_garbage(services_, first_garbage_ && alone ? age_ms : kGraceMs));
  first_garbage_ = false;
  note("changes", sweep_records(services_));
}

void Sweeper::report_backlog() {
  store::Backlog found;
  const auto asked = services_.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::backlog(session));
    return {};
  });
  if (!asked.ok()) return;
  services_.counters.backlog(found.queued, found.processing,
                             static_cast<double>(found.oldest_age_ms) / 1000);
}

}  // namespace retainwise::jobs
