#include "service/blob/s3_bucket.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "service/net/xml.h"

namespace retainwise::blob {
namespace {

constexpr int kQuickAttempts = 2;
constexpr std::size_t kLeastPart = 1024;

net::AwsRefusal read_refusal(const net::HttpReply& reply) {
  const auto root = net::parse_xml(reply.body);
  if (!root.ok() || root->name != "Error") return {};
  return {std::string(root->at("Code")), std::string(root->at("Message"))};
}

/// The rules for names of buckets that matter to an address.
bool is_bucket(std::string_view name) {
  return name.size() >= 3 && name.size() <= 63 && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

net::AwsAccess quick_access(net::AwsAccess access) {
  access.policy.attempts = std::min(access.policy.attempts, kQuickAttempts);
  return access;
}

}  // namespace

std::int64_t whole_number(std::string_view text) {
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

Result<std::shared_ptr<S3Bucket>> S3Bucket::create(const S3Options& options,
                                                   const net::AwsAccess& access,
                                                   telemetry::Log& log) {
  if (!is_bucket(options.bucket))
    return bad_request("wrong_setting", "\"" + options.bucket + "\" cannot be a bucket's name.",
                       "Use 3 to 63 of a-z, 0-9, '-' and '.'.");
  const std::string usual = "https://s3." + access.region + ".amazonaws.com";
  const auto address = net::parse_address(options.endpoint.empty() ? usual : options.endpoint);
  if (!address)
    return bad_request("wrong_setting", "\"" + options.endpoint + "\" is no endpoint.",
                       "Use an address such as https://storage.example.com:9000.");
  const bool dots = options.bucket.find('.') != std::string::npos;
  const bool in_host = options.addressing == Addressing::kHost ||
                       (options.addressing == Addressing::kByEndpoint && options.endpoint.empty() &&
                        !dots);  // a dot would not match the certificate of *.s3.…
  net::Address at = *address;
  if (in_host) at.host.insert(0, options.bucket + ".");
  return std::shared_ptr<S3Bucket>(new S3Bucket(access, at, in_host ? "" : "/" + options.bucket,
                                                std::max(options.part_bytes, kLeastPart), log));
}

S3Bucket::S3Bucket(const net::AwsAccess& access, const net::Address& address, std::string base,
                   std::size_t part_bytes, telemetry::Log& log)
    : caller_(access, "s3", address, read_refusal),
      quick_(quick_access(access), "s3", address, read_refusal),
      base_(std::move(base)),
      part_bytes_(part_bytes),
      log_(log) {}

net::Signable S3Bucket::request(std::string method, std::string_view key) const {
  net::Signable out;
  out.method = std::move(method);
  out.path = base_ + (key.empty() && !base_.empty() ? "" : "/") + std::string(key);
  return out;
}

Result<net::HttpReply> S3Bucket::head(const BlobKey& key) {
  RW_TRY(net::HttpReply reply, caller_.send(request("HEAD", key.text()), "", {}));
  if (reply.status == 200) return reply;
  return refused("HEAD", key, reply);
}

Error S3Bucket::refused(std::string_view what, const BlobKey& key,
                        const net::HttpReply& reply) const {
  const std::string code = caller_.refusal_of(reply).code;
  if (reply.status == 404 && code != "NoSuchBucket") {
    Error missing = not_found("There is no such file.");
    missing.detail = key.text();
    return missing;
  }
  if (reply.status == 412 || reply.status == 409) {
    Error there = conflict("already_there", "A file of that name is already kept.");
    there.detail = key.text();
    return there;
  }
  return caller_.refused(what, reply);
}

}  // namespace retainwise::blob
