#include "app/cloud.h"

#include "service/blob/s3.h"

namespace retainwise::app {
namespace {

/// A store of one's own takes any region, as long as it is always the same.
constexpr std::string_view kRegionElsewhere = "us-east-1";

std::string region_of(const Settings& settings) {
  if (!settings.aws_region.empty()) return settings.aws_region;
  std::string region = queue::region_of_queue(settings.queue_url);
  if (region.empty() && !settings.aws_endpoint_url.empty()) region = kRegionElsewhere;
  return region;
}

void log_advice(const Result<std::vector<queue::QueueAdvice>>& advice, telemetry::Log& log) {
  if (!advice.ok()) {
    log.error("queue_not_checked", advice.error());
    return;
  }
  for (const queue::QueueAdvice& each : advice.value())
    log.warning("queue_attribute",
                {{"attribute", each.attribute}, {"value", each.value}, {"hint", each.change}});
}

}  // namespace

Result<std::unique_ptr<Cloud>> Cloud::open(const Settings& settings, const Clock& clock,
                                           Random& random, telemetry::Log& log) {
  if (settings.bucket.empty() && settings.queue_url.empty()) return std::unique_ptr<Cloud>();
  std::string region = region_of(settings);
  if (region.empty())
    return bad_request("wrong_setting", "AWS_REGION is not set.",
                       "Set it to the region of the bucket, such as eu-central-1.");
  return std::unique_ptr<Cloud>(new Cloud(settings, clock, random, log, std::move(region)));
}

Cloud::Cloud(const Settings& settings, const Clock& clock, Random& random, telemetry::Log& log,
             std::string region)
    : bucket_(settings.bucket),
      endpoint_(settings.aws_endpoint_url),
      queue_url_(settings.queue_url),
      log_(log),
      credentials_(net::CredentialChain::usual(environment(), client_, clock)),
      access_{client_, credentials_, clock, random, std::move(region)} {}

Result<std::unique_ptr<blob::BlobStore>> Cloud::open_blobs() {
  if (bucket_.empty()) return std::unique_ptr<blob::BlobStore>();
  return blob::open_s3({.bucket = bucket_, .endpoint = endpoint_}, access_, log_);
}

Result<std::unique_ptr<queue::TaskQueue>> Cloud::open_queue(telemetry::Counters& counters) {
  if (queue_url_.empty()) return std::unique_ptr<queue::TaskQueue>();
  const queue::SqsOptions options = {queue_url_, endpoint_};
  RW_TRY(auto queue, queue::make_sqs_queue(options, access_, log_, counters));
  log_advice(queue::advise_on_queue(options, access_), log_);
  return queue;
}

Result<std::vector<queue::QueueAdvice>> Cloud::queue_advice() {
  if (queue_url_.empty()) return std::vector<queue::QueueAdvice>();
  return queue::advise_on_queue({queue_url_, endpoint_}, access_);
}

}  // namespace retainwise::app
