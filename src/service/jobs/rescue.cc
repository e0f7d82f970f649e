#include "service/jobs/rescue.h"

#include "base/json.h"
#include "service/flows/backoff.h"
#include "service/flows/refusal.h"
#include "service/store/owners.h"

namespace retainwise::jobs {
namespace {

/// Longer than a connection takes to come back after the database was restarted.
constexpr std::int64_t kGoneMs = 3'000;
constexpr int kPromptLosses = 3;  ///< the first ones are rescued without waiting

Result<std::vector<store::Lease>> leases(flows::Services& services) {
  std::vector<store::Lease> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::list_leases(session));
    return {};
  }));
  return found;
}

flows::Refusal lost_too_often() {
  Error error;
  error.code = "lost_too_often";
  error.what = "The service was stopped " + std::to_string(Rescue::kMaxLosses) +
               " times while it worked on this file.";
  error.hint = "Retry it when the service runs steadily.";
  return flows::refusal(error);
}

}  // namespace

int Rescue::delay_ms(int losses) const {
  if (losses < kPromptLosses) return 0;
  return flows::Backoff{}.delay_ms(losses - kPromptLosses, services_.random);
}

bool Rescue::given_up(const store::Lease& lease, bool owner_gone) {
  const std::int64_t now = services_.clock.steady_ms();
  const auto [place, fresh] =
      seen_.try_emplace(lease.id, Sighting{lease.fence, lease.beat, now, 0});
  Sighting& sighting = place->second;
  if (sighting.fence != lease.fence || sighting.beat != lease.beat)
    sighting = {lease.fence, lease.beat, now, 0};
  if (!owner_gone) sighting.gone_since_ms = 0;
  if (owner_gone && sighting.gone_since_ms == 0) sighting.gone_since_ms = now;
  if (owner_gone && now - sighting.gone_since_ms >= kGoneMs) return true;
  const std::int64_t still = now - sighting.since_ms;
  return (lease.expired && still >= lease_ms_) || still >= 2LL * lease_ms_;
}

Result<bool> Rescue::is_orphan(const store::Lease& lease) {
  if (owner_.empty() || lease.owner == owner_) return false;
  bool gone = false;
  RW_CHECK_OK(services_.store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(gone, store::owner_is_gone(session, lease.owner));
    return {};
  }));
  return gone;
}

Result<bool> Rescue::give_back(const store::Lease& lease) {
  bool changed = false;
  RW_CHECK_OK(services_.store.write([&](store::Session& session) -> Result<void> {
    if (lease.losses + 1 >= kMaxLosses) {
      const flows::Refusal said = lost_too_often();
      RW_TRY(changed,
             store::fail_prediction(session, lease.id, lease.fence, said.message, said.issues));
      return {};
    }
    RW_TRY(changed,
           store::requeue_lost(session, lease.id, lease.fence, lease.beat, delay_ms(lease.losses)));
    return {};
  }));
  if (changed) {
    services_.counters.prediction("lost", 0);
    services_.log.warning("prediction_given_back", {{"prediction", lease.id.text()},
                                                    {"fence", lease.fence.value},
                                                    {"owner", lease.owner},
                                                    {"losses", lease.losses + 1}});
  }
  return changed;
}

Result<std::int64_t> Rescue::sweep() {
  RW_TRY(const auto open, leases(services_));
  std::unordered_map<PredictionId, Sighting> still_open;
  std::int64_t count = 0;
  for (const store::Lease& lease : open) {
    RW_TRY(const bool orphan, is_orphan(lease));
    if (given_up(lease, orphan)) {
      RW_TRY(const bool changed, give_back(lease));
      count += changed ? 1 : 0;
    } else {
      still_open.emplace(lease.id, seen_.at(lease.id));
    }
  }
  seen_ = std::move(still_open);
  return count;
}

Result<std::int64_t> Rescue::take_from_all_but(std::string_view owner) {
  RW_TRY(const auto open, leases(services_));
  std::int64_t count = 0;
  for (const store::Lease& lease : open) {
    if (lease.owner == owner) continue;
    RW_TRY(const bool changed, give_back(lease));
    count += changed ? 1 : 0;
  }
  return count;
}

}  // namespace retainwise::jobs
