#pragma once
/// What is kept outside this machine, where the settings ask for it: files in a bucket, wake-up
/// calls in a queue.
#include <memory>
#include <string>
#include <vector>

#include "app/settings.h"
#include "base/random.h"
#include "base/time.h"
#include "service/blob/blob_store.h"
#include "service/net/aws_caller.h"
#include "service/queue/sqs.h"
#include "service/queue/task_queue.h"
#include "service/telemetry/counters.h"
#include "service/telemetry/log.h"

namespace retainwise::app {

/// Outlives the stores and queues that it opened, and is outlived by what it was given.
class Cloud {
 public:
  /// nullptr where nothing is outside; kBadRequest where there is no region to sign for.
  static Result<std::unique_ptr<Cloud>> open(const Settings& settings, const Clock& clock,
                                             Random& random, telemetry::Log& log);

  /// nullptr where files are kept here.
  Result<std::unique_ptr<blob::BlobStore>> open_blobs();
  /// nullptr where calls stay in the database. Logs what should be different about the queue.
  Result<std::unique_ptr<queue::TaskQueue>> open_queue(telemetry::Counters& counters);
  /// What should be different about the queue; nothing where there is none.
  Result<std::vector<queue::QueueAdvice>> queue_advice();

 private:
  Cloud(const Settings& settings, const Clock& clock, Random& random, telemetry::Log& log,
        std::string region);

  const std::string bucket_, endpoint_, queue_url_;
  telemetry::Log& log_;
  net::HttpClient client_;
  net::CredentialChain credentials_;
  net::AwsAccess access_;
};

}  // namespace retainwise::app
