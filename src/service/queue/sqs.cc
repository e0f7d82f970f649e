#include "service/queue/sqs.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "service/queue/sqs_calls.h"

namespace retainwise::queue {
namespace {

constexpr int kLongestPollMs = 20'000;  // SQS waits no longer
constexpr int kSecondMs = 1'000;
/// Of a message that is sent; whoever sends it waits.
const net::HttpLimits kBriefly = {.connect_ms = 2'000, .idle_ms = 2'000, .total_ms = 3'000};
constexpr std::int64_t kSilentMs = 4'000;  // the next sweep tries again
constexpr int kAnswerMs = 10'000;          // for the answer, beyond the wait that was asked for

std::optional<PredictionId> prediction_in(std::string_view body) {
  const auto json = parse_json(body, {.depth = 8, .bytes = 1U << 18U});
  if (!json.ok() || !json->is_object()) return std::nullopt;
  const auto at = json->find("prediction_id");
  if (at == json->end() || !at->is_string()) return std::nullopt;
  return PredictionId::parse(at->get<std::string>());
}

std::string text_field(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

class SqsQueue final : public TaskQueue {
 public:
  SqsQueue(SqsCalls calls, const Clock& clock, telemetry::Log& log, telemetry::Counters& counters)
      : calls_(std::move(calls)), clock_(clock), log_(log), counters_(counters) {}

  /// While the queue is away nobody who uploads waits for it more than once in a while.
  Result<void> publish(const PredictionId& prediction) override {
    if (clock_.steady_ms() < silent_until_) return unavailable("The queue did not answer lately.");
    const Json body = {{"prediction_id", prediction.text()}};
    const auto sent = calls_.call("SendMessage", {{"MessageBody", to_text(body)}}, kBriefly);
    if (sent.ok()) return {};
    silent_until_ = clock_.steady_ms() + kSilentMs;
    return sent.error();
  }

  Result<std::optional<Task>> receive(int wait_ms) override {
    const std::int64_t until = clock_.steady_ms() + wait_ms;
    while (!stop_.stopped()) {
      const std::int64_t left = std::max<std::int64_t>(until - clock_.steady_ms(), 0);
      RW_TRY(auto task, poll(static_cast<int>(std::min<std::int64_t>(left, kLongestPollMs))));
      if (task) return task;
      const std::int64_t rest = until - clock_.steady_ms();
      if (rest <= 0) break;
      if (rest < kSecondMs) sleep(rest);  // the service waits for whole seconds only
    }
    return std::optional<Task>();
  }

  Result<void> done(const Task& task) override {
    if (task.receipt.empty()) return {};
    RW_CHECK_OK(calls_.call("DeleteMessage", {{"ReceiptHandle", task.receipt}}));
    return {};
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stop_.stop();
    }
    stopped_.notify_all();
  }

  Result<void> check() override {
    RW_CHECK_OK(calls_.call("GetQueueAttributes", {{"AttributeNames", {"QueueArn"}}}));
    return {};
  }

  bool is_outside() const override { return true; }
  std::string_view kind() const override { return "sqs"; }

 private:
  /// One call; nullopt where nothing came, or nothing that can be read.
  Result<std::optional<Task>> poll(int wait_ms) {
    const net::HttpLimits limits = {
        .idle_ms = wait_ms + kAnswerMs, .total_ms = wait_ms + kAnswerMs, .stop = &stop_};
    auto answer =
        calls_.call("ReceiveMessage",
                    {{"MaxNumberOfMessages", 1}, {"WaitTimeSeconds", wait_ms / kSecondMs}}, limits);
    if (!answer.ok() && answer.error().kind == ErrorKind::kCancelled) return std::optional<Task>();
    if (!answer.ok()) return answer.error();
    const Json messages = answer->value("Messages", Json::array());
    if (!messages.is_array() || messages.empty() || !messages[0].is_object())
      return std::optional<Task>();
    auto prediction = prediction_in(text_field(messages[0], "Body"));
    if (!prediction) {
      counters_.call("unreadable");
      log_.warning("message_unreadable", {{"message", text_field(messages[0], "MessageId")}});
      return std::optional<Task>();
    }
    return std::optional(Task{std::move(prediction), text_field(messages[0], "ReceiptHandle")});
  }

  void sleep(std::int64_t milliseconds) {
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                      [this] { return stop_.stopped(); });
  }

  SqsCalls calls_;
  const Clock& clock_;
  telemetry::Log& log_;
  telemetry::Counters& counters_;
  std::atomic<std::int64_t> silent_until_ = 0;  // steady clock
  std::mutex mutex_;
  std::condition_variable stopped_;
  net::CallStop stop_;  // changed under mutex_
};

}  // namespace

Result<std::unique_ptr<TaskQueue>> make_sqs_queue(const SqsOptions& options,
                                                  const net::AwsAccess& access, telemetry::Log& log,
                                                  telemetry::Counters& counters) {
  RW_TRY(SqsCalls calls, SqsCalls::create(options, access));
  return std::unique_ptr<TaskQueue>(
      std::make_unique<SqsQueue>(std::move(calls), access.clock, log, counters));
}

}  // namespace retainwise::queue
