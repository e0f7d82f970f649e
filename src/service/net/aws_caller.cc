#include "service/net/aws_caller.h"

#include "base/text.h"
#include "service/net/digest.h"

namespace retainwise::net {

std::optional<Address> parse_address(std::string_view url) {
  Address out;
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  out.scheme = lower(url.substr(0, colon));
  if (out.scheme != "http" && out.scheme != "https") return std::nullopt;
  std::string_view rest = url.substr(colon + 3);
  if (rest.find_first_of("@?# \t\r\n") != std::string_view::npos) return std::nullopt;
  const std::size_t slash = rest.find('/');
  out.host = lower(rest.substr(0, slash));
  if (slash != std::string_view::npos) out.base = rest.substr(slash);
  while (ends_with(out.base, "/")) out.base.pop_back();
  if (out.host.empty()) return std::nullopt;
  return out;
}

AwsCaller::AwsCaller(const AwsAccess& access, std::string service, Address address,
                     ReadRefusal read_refusal)
    : access_(access),
      service_(std::move(service)),
      address_(std::move(address)),
      read_refusal_(read_refusal) {}

Result<HttpRequest> AwsCaller::signed_request(Signable request, std::string_view body) {
  RW_TRY(const Secret secret, access_.credentials.secret());
  request.path = address_.base + request.path;
  request.body_sha256 = hex(sha256(body));
  request.headers.emplace_back("Host", address_.host);
  request.headers.emplace_back("x-amz-content-sha256", request.body_sha256);
  sign_headers(request, secret, {access_.region, service_, access_.clock.now()});
  return HttpRequest{request.method, address_.url() + target_of(request),
                     std::move(request.headers), body};
}

Verdict AwsCaller::judge(const HttpReply& reply) {
  if (reply.status < 300) return Verdict::kGood;
  if (passes_by_itself(reply.status)) return Verdict::kAgain;
  const std::string code = read_refusal_(reply).code;
  if (code == "ExpiredToken" || code == "ExpiredTokenException") {
    access_.credentials.forget();
    return Verdict::kAgain;
  }
  constexpr std::string_view kPassing[] = {"RequestTimeout",   "SlowDown",
                                           "Throttling",       "ThrottlingException",
                                           "RequestThrottled", "OperationAborted"};
  for (const std::string_view each : kPassing) {
    if (code == each) return Verdict::kAgain;
  }
  return Verdict::kGood;
}

Result<HttpReply> AwsCaller::send(const Signable& request, std::string_view body,
                                  const HttpLimits& limits,
                                  const std::function<Verdict(const HttpReply&)>& also) {
  RW_TRY(HttpReply reply, with_retries(
                              access_.policy, access_.random, access_.pause,
                              [&]() -> Result<HttpReply> {
                                RW_TRY(const HttpRequest signed_by, signed_request(request, body));
                                return access_.client.send(signed_by, limits);
                              },
                              [&](const HttpReply& answer) {
                                const Verdict verdict = judge(answer);
                                return verdict == Verdict::kGood && also ? also(answer) : verdict;
                              }));
  if (passes_by_itself(reply.status)) return refused(request.method, reply);
  return reply;
}

Result<AwsCaller::Opened> AwsCaller::open(const Signable& request, const HttpLimits& limits) {
  Opened opened;
  RW_TRY(opened.reply, with_retries(
                           access_.policy, access_.random, access_.pause,
                           [&]() -> Result<HttpReply> {
                             RW_TRY(const HttpRequest signed_by, signed_request(request, ""));
                             RW_TRY(auto stream, access_.client.open(signed_by, limits));
                             HttpReply reply = stream->head();
                             if (reply.status >= 300 && request.method != "HEAD") {
                               RW_TRY(reply.body, stream->rest());
                             } else {
                               opened.stream = std::move(stream);
                             }
                             return reply;
                           },
                           [&](const HttpReply& answer) { return judge(answer); }));
  if (passes_by_itself(opened.reply.status)) return refused(request.method, opened.reply);
  return opened;
}

Result<std::string> AwsCaller::presign(Signable request, int seconds) {
  RW_TRY(const Secret secret, access_.credentials.secret());
  request.path = address_.base + request.path;
  request.body_sha256 = "UNSIGNED-PAYLOAD";
  request.headers = {{"Host", address_.host}};
  sign_query(request, secret, {access_.region, service_, access_.clock.now()}, seconds);
  return address_.url() + target_of(request);
}

Error AwsCaller::refused(std::string_view what, const HttpReply& reply) const {
  const AwsRefusal refusal = read_refusal_(reply);
  std::string detail = std::string(what) + " at " + address_.host + ": status " +
                       std::to_string(reply.status) + " " + refusal.code + " " +
                       shortened(refusal.message, 300);
  Error error = unavailable("The storage service " + address_.host + " does not serve now.",
                            std::move(detail));
  if (reply.status == 401 || reply.status == 403) {
    error.what = address_.host + " refuses these credentials.";
    error.hint = "Check the keys, AWS_REGION, and what the role may do.";
  }
  return error;
}

}  // namespace retainwise::net
