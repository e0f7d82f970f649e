#pragma once
/// A provider's keys, kept: fetched again after five minutes (or after what the provider said, up
/// to an hour), and once for a kid that nobody knows, then no more than every 30 seconds whatever
/// is asked. While the provider is down the keys of before serve for up to a day.
#include <functional>
#include <memory>

#include "base/time.h"
#include "service/auth/key_source.h"
#include "service/auth/provider_keys.h"
#include "service/telemetry/counters.h"
#include "service/telemetry/log.h"

namespace retainwise::auth {

struct KeyCacheOptions {
  std::int64_t fresh_ms = 5LL * 60'000;
  std::int64_t least_fresh_ms = 60'000, longest_fresh_ms = 3'600'000;
  std::int64_t usable_ms = 24LL * 3'600'000;
  std::int64_t pause_ms = 30'000;       ///< after a fetch that failed, and between unknown kids
  std::int64_t first_pause_ms = 2'000;  ///< after one that failed while there are no keys at all
};

/// Called by one thread at a time.
using FetchKeys = std::function<Result<FetchedKeys>()>;

/// Fetches at once. kBadRequest where that shows that the settings are wrong; a provider that is
/// merely down is asked again later.
Result<std::unique_ptr<KeySource>> make_key_cache(FetchKeys fetch, Clock& clock,
                                                  telemetry::Log& log,
                                                  telemetry::Counters& counters,
                                                  KeyCacheOptions options = {});

}  // namespace retainwise::auth
