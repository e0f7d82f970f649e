#include "service/queue/sqs_calls.h"

#include "base/text.h"

namespace retainwise::queue {
namespace {

std::string text_in(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// {"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": …}.
net::AwsRefusal read_queue_refusal(const net::HttpReply& reply) {
  const auto json = parse_json(reply.body);
  if (!json.ok() || !json->is_object()) return {};
  const std::string type = text_in(*json, "__type");
  return {type.substr(type.find('#') + 1), text_in(*json, "message")};
}

}  // namespace

std::string region_of_queue(std::string_view url) {
  const auto address = net::parse_address(url);
  if (!address) return "";
  const auto parts = split(address->host, '.');
  return parts.size() >= 4 && parts[0] == "sqs" && parts[2] == "amazonaws" ? parts[1] : "";
}

Result<SqsCalls> SqsCalls::create(const SqsOptions& options, const net::AwsAccess& access) {
  const auto queue = net::parse_address(options.url);
  auto address = options.endpoint.empty() ? queue : net::parse_address(options.endpoint);
  if (!queue || queue->base.empty() || !address)
    return bad_request("wrong_setting", "\"" + options.url + "\" is no queue's address.",
                       "Use the address as CreateQueue gave it, such as "
                       "https://sqs.eu-central-1.amazonaws.com/123456789012/predictions.");
  if (options.endpoint.empty()) address->base.clear();
  return SqsCalls(options, access, *address);
}

SqsCalls::SqsCalls(const SqsOptions& options, const net::AwsAccess& access,
                   const net::Address& address)
    : url_(options.url), caller_(access, "sqs", address, read_queue_refusal) {}

Result<Json> SqsCalls::call(const std::string& action, Json fields, const net::HttpLimits& limits) {
  fields["QueueUrl"] = url_;
  net::Signable request;
  request.method = "POST";
  request.path = "/";
  request.signed_path = net::SignedPath::kNormalised;
  request.headers = {{"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Target", "AmazonSQS." + action}};
  RW_TRY(const net::HttpReply reply, caller_.send(request, to_text(fields), limits));
  if (reply.status != 200) return caller_.refused(action, reply);
  if (trim(reply.body).empty()) return Json::object();
  auto json = parse_json(reply.body);
  if (!json.ok() || !json->is_object())
    return unavailable("The queue's answer is not JSON.", action);
  return std::move(json).value();
}

}  // namespace retainwise::queue
