#pragma once
/// Signed calls to one service of AWS, or to what speaks like it: each try is signed anew, and what
/// passes by itself is tried again. Safe to call from any thread.
#include <memory>
#include <string>

#include "service/net/credentials.h"
#include "service/net/http_client.h"
#include "service/net/retry.h"
#include "service/net/sigv4.h"

namespace retainwise::net {

/// "https://host:port/base": `base` without a slash at its end.
struct Address {
  std::string scheme, host, base = {};
  std::string url() const { return scheme + "://" + host; }
};
/// nullopt where `url` is no http or https address, or holds a user, query or fragment.
std::optional<Address> parse_address(std::string_view url);

/// What the calls of every service share. All but `policy` outlive the callers.
struct AwsAccess {
  HttpClient& client;
  CredentialChain& credentials;
  const Clock& clock;
  Random& random;
  std::string region;
  RetryPolicy policy = {};
  Pause pause = sleep_for_ms;
};

/// What the service said about a request that it refused: its code, and its own words.
struct AwsRefusal {
  std::string code, message;
};

class AwsCaller {
 public:
  /// Reads the code out of an answer that is no success.
  using ReadRefusal = AwsRefusal (*)(const HttpReply& reply);

  AwsCaller(const AwsAccess& access, std::string service, Address address,
            ReadRefusal read_refusal);

  /// `request` without Host and without x-amz-content-sha256. Any answer that does not pass by
  /// itself is given; kUnavailable where the last try still failed. `good_enough` may judge a 200
  /// as one that must be tried again.
  Result<HttpReply> send(const Signable& request, std::string_view body, const HttpLimits& limits,
                         const std::function<Verdict(const HttpReply&)>& judge = {});
  /// The body as a stream where the status is 2xx; else the whole answer is in `reply`.
  struct Opened {
    std::unique_ptr<HttpStream> stream;
    HttpReply reply;
  };
  Result<Opened> open(const Signable& request, const HttpLimits& limits);
  /// An address that anybody may GET for `seconds`.
  Result<std::string> presign(Signable request, int seconds);

  /// kDenied or kUnavailable in the operator's words, for an answer that is no success.
  Error refused(std::string_view what, const HttpReply& reply) const;
  AwsRefusal refusal_of(const HttpReply& reply) const { return read_refusal_(reply); }
  const AwsAccess& access() const { return access_; }

 private:
  Result<HttpRequest> signed_request(Signable request, std::string_view body);
  Verdict judge(const HttpReply& reply);

  AwsAccess access_;
  const std::string service_;
  const Address address_;
  const ReadRefusal read_refusal_;
};

}  // namespace retainwise::net
