#pragma once
/// A run's hold on its prediction: moves beat and lease on, hears of cancel and of a newer fence,
/// and writes the end. Used by one thread.
#include <functional>
#include <string>

#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

class Lease {
 public:
  enum class Stop {
    kNone,
    kShutdown,  ///< this process ends: hand the prediction back
    kTaken,     ///< cancelled, removed, or another worker's by now: write nothing
    kLapsed,    ///< the database did not answer for a whole lease: nobody knows whose it is
  };

  /// From now on; `claimed` as claim_prediction gave it.
  Lease(Services& services, const store::Prediction& claimed, int lease_ms,
        std::function<bool()> stopping);

  /// Call often. The database hears of it at each new stage, at visible progress (at most once a
  /// second) and three times a lease; in between the row is looked at once a second. False: stop
  /// now, see why().
  bool keep(const store::Beat& beat);
  Stop why() const { return why_; }

  /// Runs `change` in a transaction until the database answers or the lease is over.
  Result<bool> settle(const std::function<Result<bool>(store::Session&)>& change);

 private:
  bool stop(Stop why);
  bool due(const store::Beat& beat, std::int64_t since) const;
  Result<bool> hold(const store::Beat& beat, std::int64_t now);
  Result<bool> write_beat(const store::Beat& beat);
  Result<bool> still_ours();
  bool lapsed() const;

  Services& services_;
  const TenantId tenant_;
  const PredictionId id_;
  const Fence fence_;
  const int lease_ms_;
  const std::function<bool()> stopping_;
  store::Beat told_;            ///< what the row says
  std::int64_t beaten_at_;      ///< steady: when the lease was last moved on
  std::int64_t looked_at_ = 0;  ///< steady: the last question, answered or not
  Stop why_ = Stop::kNone;
};

}  // namespace retainwise::flows
