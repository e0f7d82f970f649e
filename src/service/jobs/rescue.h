#pragma once
/// Predictions whose worker is gone.
///
/// A lease is over by the database's clock, but that clock may jump: +1 h must not take a beating
/// job away, −1 h must not hide a dead one. So each beat is also watched by this process's steady
/// clock, and a prediction is given back when its lease is over and its beat did not move for a
/// lease, or did not move for two. Sooner where its owner is another process that has no connection
/// to the database any more, and stays so. One thread.
#include <string>
#include <unordered_map>

#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::jobs {

class Rescue {
 public:
  static constexpr int kMaxLosses = 20;

  /// `owner`: this process, whose own leases are left to themselves.
  Rescue(flows::Services& services, int lease_ms, std::string owner = "")
      : services_(services), lease_ms_(lease_ms), owner_(std::move(owner)) {}

  /// Call every few seconds; how many were given back (or ended as FAILED: too many losses).
  Result<std::int64_t> sweep();
  /// At start, where this process alone works on the database: whoever else holds one is gone.
  Result<std::int64_t> take_from_all_but(std::string_view owner);

 private:
  struct Sighting {
    Fence fence;
    std::int64_t beat = 0;
    std::int64_t since_ms = 0;  ///< steady clock
    /// Since when its owner is seen to be gone, steady clock; 0: it is not.
    std::int64_t gone_since_ms = 0;
  };

  bool given_up(const store::Lease& lease, bool owner_gone);
  Result<bool> is_orphan(const store::Lease& lease);
  Result<bool> give_back(const store::Lease& lease);
  int delay_ms(int losses) const;

  flows::Services& services_;
  const int lease_ms_;
  const std::string owner_;
  std::unordered_map<PredictionId, Sighting> seen_;
};

}  // namespace retainwise::jobs
