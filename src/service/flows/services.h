#pragma once
/// What a use case works with; wired once in app, outlives every flow.
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "service/blob/blob_store.h"
#include "service/queue/task_queue.h"
#include "service/store/store.h"
#include "service/telemetry/counters.h"
#include "service/telemetry/log.h"

namespace retainwise::flows {

struct Services {
  store::Store& store;
  blob::BlobStore& blobs;
  queue::TaskQueue& queue;
  Clock& clock;
  Random& random;
  telemetry::Log& log;
  telemetry::Counters& counters;
};

}  // namespace retainwise::flows
