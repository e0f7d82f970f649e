#pragma once
/// Tries again what may pass by itself, after a pause that is drawn anew each time ("full jitter":
/// Brooker, Exponential Backoff And Jitter, AWS 2015), so that many callers do not come back at
/// once.
#include <functional>

#include "base/random.h"
#include "base/result.h"
#include "service/net/http_client.h"

namespace retainwise::net {

struct RetryPolicy {
  int attempts = 5;          ///< in all
  int first_pause_ms = 100;  ///< the longest first pause; it doubles
  int longest_pause_ms = 5'000;
};

/// Waits; for tests, remembers.
using Pause = std::function<void(int milliseconds)>;
void sleep_for_ms(int milliseconds);

/// 0 ≤ pause ≤ min(longest, first · 2^attempt); `attempt` counts from 0.
int jittered_pause_ms(const RetryPolicy& policy, int attempt, Random& random);

/// 408, 429, and 5xx but 501.
bool passes_by_itself(int status);

/// What one try came to.
enum class Verdict { kGood, kAgain };

/// Calls `call` until its answer is judged good, or the attempts are over: then the last answer or
/// error is given. Only kUnavailable is tried again among errors.
Result<HttpReply> with_retries(const RetryPolicy& policy, Random& random, const Pause& pause,
                               const std::function<Result<HttpReply>()>& call,
                               const std::function<Verdict(const HttpReply&)>& judge);

}  // namespace retainwise::net
