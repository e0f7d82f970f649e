#include "service/flows/lease.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace retainwise::flows {
namespace {

constexpr std::int64_t kLookMs = 1'000;
constexpr std::int64_t kNewStageMs = 50;
constexpr double kVisibleStep = 0.005;
constexpr std::int64_t kSettleRetryMs = 200;

}  // namespace

Lease::Lease(Services& services, const store::Prediction& claimed, int lease_ms,
             std::function<bool()> stopping)
    : services_(services),
      tenant_(claimed.tenant),
      id_(claimed.id),
      fence_(claimed.fence),
      lease_ms_(lease_ms),
      stopping_(std::move(stopping)),
      beaten_at_(services.clock.steady_ms()) {}

bool Lease::stop(Stop why) {
  why_ = why;
  return false;
}

bool Lease::due(const store::Beat& beat, std::int64_t since) const {
  return since >= std::min<std::int64_t>(kLookMs, lease_ms_ / 3) ||
         (beat.stage != told_.stage && since >= kNewStageMs);
}

bool Lease::keep(const store::Beat& beat) {
  if (why_ != Stop::kNone) return false;
  if (stopping_ && stopping_()) return stop(Stop::kShutdown);
  const std::int64_t now = services_.clock.steady_ms();
  if (!due(beat, now - looked_at_)) return true;
  looked_at_ = now;
  const auto held = hold(beat, now);
  if (held.ok() && !*held) return stop(Stop::kTaken);
  if (held.ok()) return true;
  services_.log.error("beat_failed", held.error(), {{"prediction", id_.text()}});
  return lapsed() ? stop(Stop::kLapsed) : true;
}

Result<bool> Lease::hold(const store::Beat& beat, std::int64_t now) {
  const bool visible = beat.stage != told_.stage || beat.rows != told_.rows ||
                       beat.progress - told_.progress >= kVisibleStep;
  if (!visible && now - beaten_at_ < lease_ms_ / 3) return still_ours();
  RW_TRY(const bool ours, write_beat(beat));
  told_ = beat;
  beaten_at_ = now;
  return ours;
}

Result<bool> Lease::write_beat(const store::Beat& beat) {
  bool ours = false;
  RW_CHECK_OK(services_.store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(ours, store::beat_prediction(session, id_, fence_, beat, lease_ms_));
    return {};
  }));
  return ours;
}

Result<bool> Lease::still_ours() {
  bool ours = false;
  RW_CHECK_OK(services_.store.read([&](store::Session& session) -> Result<void> {
    auto found = store::find_prediction(session, tenant_, id_);
    ours = found.ok() && found->fence == fence_ && found->status == store::Status::kProcessing;
    if (!found.ok() && found.error().kind != ErrorKind::kNotFound) return found.error();
    return {};
  }));
  return ours;
}

bool Lease::lapsed() const {
  return services_.clock.steady_ms() - beaten_at_ >= lease_ms_;
}

Result<bool> Lease::settle(const std::function<Result<bool>(store::Session&)>& change) {
  while (true) {
    bool changed = false;
    auto written = services_.store.write([&](store::Session& session) -> Result<void> {
      RW_TRY(changed, change(session));
      return {};
    });
    if (written.ok()) return changed;
    services_.log.error("settle_failed", written.error(), {{"prediction", id_.text()}});
    const ErrorKind kind = written.error().kind;
    const bool passing = kind == ErrorKind::kUnavailable || kind == ErrorKind::kStorageFull;
    if (!passing || lapsed() || (stopping_ && stopping_())) return written.error();
    std::this_thread::sleep_for(std::chrono::milliseconds(kSettleRetryMs));
  }
}

}  // namespace retainwise::flows
