#include "app/doctor/outside.h"

#include "app/identity_settings.h"
#include "app/token_callers.h"
#include "service/auth/provider_keys.h"
#include "service/flows/check_files.h"

namespace retainwise::app {

Findings look_at_bucket(const Settings& settings, blob::BlobStore& blobs, Random& random) {
  if (settings.bucket.empty()) return {};
  const auto probed = flows::probe_files(blobs, random);
  if (probed.ok())
    return {fine("bucket", "The bucket " + settings.bucket +
                               " takes a file, gives it back, lists and removes it.")};
  return {failed("bucket", probed.error(),
                 "Check that PREDICTIONS_BUCKET, AWS_REGION (AWS_ENDPOINT_URL) and the credentials "
                 "are right, and that these may s3:GetObject, s3:PutObject, s3:DeleteObject and "
                 "s3:ListBucket: aws s3 ls s3://" +
                     settings.bucket)};
}

Findings look_at_queue(Cloud* cloud, const Settings& settings, telemetry::Counters& counters) {
  if (cloud == nullptr || settings.queue_url.empty())
    return {fine("queue", "The database wakes the workers.")};
  const std::string hint =
      "Check that PREDICTIONS_QUEUE_URL is the address as it was made, and that the credentials "
      "may "
      "sqs:SendMessage, sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes.";
  const auto queue = cloud->open_queue(counters);
  if (!queue.ok()) return {failed("queue", queue.error(), hint)};
  if (const auto answers = (*queue)->check(); !answers.ok())
    return {failed("queue", answers.error(), hint)};
  const auto advice = cloud->queue_advice();
  if (!advice.ok()) return {failed("queue", advice.error(), hint)};
  Findings out;
  for (const queue::QueueAdvice& each : *advice)
    out.push_back(warning(
        "queue",
        each.attribute + " of the queue is " + (each.value.empty() ? "not set" : each.value) + ".",
        each.change));
  if (out.empty()) out.push_back(fine("queue", "The queue answers, and its attributes are right."));
  return out;
}

Findings look_at_identity(const Settings& settings) {
  if (settings.identity == IdentityKind::kLocal)
    return {fine("identity", "The owner key and sign-in links let callers in.")};
  const std::string& issuer = issuer_of(settings);
  if (!settings.clerk_jwt_key.empty())
    return {fine("identity", "Tokens of " + issuer + " are checked by the key of CLERK_JWT_KEY.")};
  net::HttpClient client;
  const auto fetched = auth::ProviderKeys(client, provider_of(settings), issuer).fetch();
  if (fetched.ok()) return {fine("identity", "The keys of " + issuer + " can be fetched.")};
  return {failed(
      "identity", fetched.error(),
      "curl -sS " + issuer + "/.well-known/" +
          (settings.identity == IdentityKind::kClerk ? "jwks.json" : "openid-configuration") +
          " must answer from this machine; the issuer must be written exactly as the "
          "provider writes it.")};
}

}  // namespace retainwise::app
