#pragma once
/// The doctor's look at what others run: bucket, queue, identity provider.
#include "app/cloud.h"
#include "app/doctor/finding.h"
#include "app/settings.h"
#include "service/telemetry/counters.h"

namespace retainwise::app {

/// Writes and removes a small file; nothing where no bucket is set.
Findings look_at_bucket(const Settings& settings, blob::BlobStore& blobs, Random& random);
/// `cloud` is null where nothing lies outside.
Findings look_at_queue(Cloud* cloud, const Settings& settings, telemetry::Counters& counters);
/// Whether the provider's keys can be fetched, or the owner's key is there.
Findings look_at_identity(const Settings& settings);

}  // namespace retainwise::app
