#pragma once
/// Wake-up calls through a queue of SQS (AWS JSON 1.0). A message is {"prediction_id": "<uuid>"};
/// one that cannot be read is never deleted, so that the queue's own rule moves it to its
/// dead-letter queue.
#include <memory>
#include <string>
#include <vector>

#include "service/net/aws_caller.h"
#include "service/queue/task_queue.h"
#include "service/telemetry/counters.h"
#include "service/telemetry/log.h"

namespace retainwise::queue {

struct SqsOptions {
  std::string url;            ///< exactly as CreateQueue gave it
  std::string endpoint = {};  ///< where calls go; "": to the host of `url`
};

/// kBadRequest where the address cannot be; reaches nothing yet. What is referred to
/// outlives the queue.
Result<std::unique_ptr<TaskQueue>> make_sqs_queue(const SqsOptions& options,
                                                  const net::AwsAccess& access, telemetry::Log& log,
                                                  telemetry::Counters& counters);

/// The region in "https://sqs.eu-central-1.amazonaws.com/…"; "" where there is none.
std::string region_of_queue(std::string_view url);

/// What should be different about a queue, in its operator's words.
struct QueueAdvice {
  std::string attribute;
  std::string value;  ///< as it is; "" where it is not set
  std::string change;
};
Result<std::vector<QueueAdvice>> advise_on_queue(const SqsOptions& options,
                                                 const net::AwsAccess& access);

}  // namespace retainwise::queue
