#pragma once
/// A fresh queue at the emulator of SQS, with its dead-letter queue, behind a server that may do
/// what goes wrong on the way.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/queue/sqs.h"
#include "service/queue/sqs_calls.h"
#include "tests/contract/emulator.h"
#include "tests/contract/local_server.h"

namespace retainwise::test {

struct MadeQueue {
  explicit MadeQueue(const Json& attributes = {{"VisibilityTimeout", "30"}}) {
    const std::string name = "q" + std::to_string(random_word(cloud.random));
    dead_url = make(name + "-dead", Json::object());
    Json all = attributes;
    all["RedrivePolicy"] =
        to_text({{"deadLetterTargetArn", "arn:aws:sqs:us-east-1:000000000000:" + name + "-dead"},
                 {"maxReceiveCount", 3}});
    url = make(name, all);
  }

  queue::SqsOptions options() const { return {url, server.url()}; }
  std::unique_ptr<queue::TaskQueue> open() {
    return queue::make_sqs_queue(options(), cloud.access, *log, *counters).value();
  }
  /// A call to this queue, or to its dead-letter queue.
  Json call(const std::string& action, const Json& fields, bool dead = false) {
    const queue::SqsOptions to = {dead ? dead_url : url, direct()};
    return queue::SqsCalls::create(to, cloud.access).value().call(action, fields).value();
  }
  std::string make(const std::string& name, const Json& attributes) {
    const queue::SqsOptions any = {direct() + "/x/y", direct()};
    return queue::SqsCalls::create(any, cloud.access)
        .value()
        .call("CreateQueue", {{"QueueName", name}, {"Attributes", attributes}})
        .value()
        .value("QueueUrl", "");
  }
  static std::string direct() {
    return "http://127.0.0.1:" + std::to_string(Emulator::running().port());
  }

  CloudAccess cloud;
  std::unique_ptr<telemetry::Log> log = telemetry::make_silent_log();
  std::unique_ptr<telemetry::Counters> counters = telemetry::make_counters();
  std::string url, dead_url;
  /// What happens to a call; set before the first one.
  std::function<std::string(const HeardRequest&)> pass = [](const HeardRequest& heard) {
    return forward(Emulator::running().port(), heard);
  };
  LocalServer server{[this](const HeardRequest& heard) { return pass(heard); }};
};

}  // namespace retainwise::test
