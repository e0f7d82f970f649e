#pragma once
/// One action of SQS as a call: JSON in, JSON out.
#include <string>

#include "base/json.h"
#include "service/net/aws_caller.h"
#include "service/queue/sqs.h"

namespace retainwise::queue {

/// Safe to call from any thread.
class SqsCalls {
 public:
  /// kBadRequest "wrong_setting" where an address is none.
  static Result<SqsCalls> create(const SqsOptions& options, const net::AwsAccess& access);

  /// `fields` get QueueUrl. kUnavailable where the queue does not serve; kCancelled.
  Result<Json> call(const std::string& action, Json fields, const net::HttpLimits& limits = {});

 private:
  SqsCalls(const SqsOptions& options, const net::AwsAccess& access, const net::Address& address);

  std::string url_;
  net::AwsCaller caller_;
};

}  // namespace retainwise::queue
