#include "service/net/retry.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace retainwise::net {

void sleep_for_ms(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

int jittered_pause_ms(const RetryPolicy& policy, int attempt, Random& random) {
  std::int64_t most = policy.first_pause_ms;
  for (int i = 0; i < attempt && most < policy.longest_pause_ms; ++i) most *= 2;
  most = std::min<std::int64_t>(most, policy.longest_pause_ms);
  return static_cast<int>(random_word(random) % static_cast<std::uint64_t>(most + 1));
}

bool passes_by_itself(int status) {
  return status == 408 || status == 429 || (status >= 500 && status != 501);
}

Result<HttpReply> with_retries(const RetryPolicy& policy, Random& random, const Pause& pause,
                               const std::function<Result<HttpReply>()>& call,
                               const std::function<Verdict(const HttpReply&)>& judge) {
  for (int attempt = 0;; ++attempt) {
    Result<HttpReply> reply = call();
    const bool again = reply.ok() ? judge(*reply) == Verdict::kAgain
                                  : reply.error().kind == ErrorKind::kUnavailable;
    if (!again || attempt + 1 >= policy.attempts) return reply;
    pause(jittered_pause_ms(policy, attempt, random));
  }
}

}  // namespace retainwise::net
