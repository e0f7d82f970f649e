#include <charconv>

#include "service/queue/sqs_calls.h"

namespace retainwise::queue {
namespace {

constexpr std::int64_t kLeastVisibilitySeconds = 30;
constexpr std::int64_t kLeastRetentionSeconds = 86'400;
constexpr std::int64_t kLeastReceives = 3;

std::string attribute(const Json& attributes, const char* name) {
  const auto at = attributes.find(name);
  return at != attributes.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::int64_t seconds(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// 0 where there is no dead-letter queue.
std::int64_t most_receives(const std::string& policy) {
  const auto json = parse_json(policy);
  if (!json.ok() || !json->is_object() || !json->contains("maxReceiveCount")) return 0;
  const Json& count = (*json)["maxReceiveCount"];
  if (count.is_string()) return seconds(count.get<std::string>());
  return count.is_number_integer() ? count.get<std::int64_t>() : 0;
}

}  // namespace

Result<std::vector<QueueAdvice>> advise_on_queue(const SqsOptions& options,
                                                 const net::AwsAccess& access) {
  RW_TRY(SqsCalls calls, SqsCalls::create(options, access));
  RW_TRY(const Json answer, calls.call("GetQueueAttributes", {{"AttributeNames", {"All"}}}));
  const Json attributes = answer.value("Attributes", Json::object());
  std::vector<QueueAdvice> advice;
  const std::string visibility = attribute(attributes, "VisibilityTimeout");
  if (seconds(visibility) < kLeastVisibilitySeconds)
    advice.push_back({"VisibilityTimeout", visibility,
                      "Set it to 30 or more: a call is heard twice where a claim takes longer."});
  const std::string retention = attribute(attributes, "MessageRetentionPeriod");
  if (seconds(retention) < kLeastRetentionSeconds)
    advice.push_back({"MessageRetentionPeriod", retention,
                      "Set it to 86400 or more: what cannot be read should be seen by somebody."});
  const std::string policy = attribute(attributes, "RedrivePolicy");
  if (most_receives(policy) < kLeastReceives)
    advice.push_back({"RedrivePolicy", policy,
                      "Give it a dead-letter queue with a maxReceiveCount of 3 or more: what "
                      "cannot be read would come back until it is too old."});
  const std::string delay = attribute(attributes, "DelaySeconds");
  if (seconds(delay) > 0)
    advice.push_back({"DelaySeconds", delay, "Set it to 0: every prediction waits for so long."});
  if (attribute(attributes, "FifoQueue") == "true")
    advice.push_back({"FifoQueue", "true",
                      "Use a standard queue: the calls carry no group, and need no order."});
  return advice;
}

}  // namespace retainwise::queue
