#pragma once
/// What `serve` and `worker` both stand on: rows, files, wake-up calls, clock, log and figures,
/// each as the settings say.
#include <memory>
#include <string>

#include "app/cloud.h"
#include "app/on_wait.h"
#include "app/settings.h"
#include "app/system.h"
#include "service/flows/services.h"

namespace retainwise::app {

/// Parts are declared lowest first, so that they end in the opposite order.
class Foundation {
 public:
  /// Waits up to a minute for a database and for files that do not answer, then kUnavailable.
  static Result<std::unique_ptr<Foundation>> open(const Settings& settings, const OnWait& on_wait);
  /// For a restore: the database gets `schema` and no newer one.
  static Result<std::unique_ptr<Foundation>> open_to_fill(const Settings& settings, int schema);

  flows::Services& services() { return *services_; }
  telemetry::Log& log() { return *log_; }
  SystemClock& clock() { return clock_; }
  SystemRandom& random() { return random_; }
  /// This process's name in leases: no other one, before or later, has the same.
  const std::string& owner() const { return owner_; }

 private:
  Foundation() = default;
  static std::unique_ptr<Foundation> begin(const Settings& settings);
  /// All that stands beside the rows, once they are open.
  Result<void> open_rest(const Settings& settings, const OnWait& on_wait);

  SystemClock clock_;
  SystemRandom random_;
  std::string owner_;
  std::unique_ptr<telemetry::Log> log_;
  std::unique_ptr<telemetry::Counters> counters_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Cloud> cloud_;
  std::unique_ptr<blob::BlobStore> blobs_;
  std::unique_ptr<queue::TaskQueue> queue_;
  std::unique_ptr<flows::Services> services_;
};

/// Where files are kept that lie in no bucket.
blob::DirectoryOptions blob_directory(const Settings& settings);
/// The files to look at beside whoever keeps them; nothing is made or swept. `cloud` may be null.
/// kNotFound where they should lie in the data folder and there is no such folder.
Result<std::unique_ptr<blob::BlobStore>> look_at_blobs(const Settings& settings, Cloud* cloud);

}  // namespace retainwise::app
