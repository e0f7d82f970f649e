#pragma once
/// AWS Signature Version 4: the signature of a request, in its head or in its address. Pure: the
/// same request, time and secret give the same signature.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "service/net/http_client.h"

namespace retainwise::net {

struct Secret {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token = {};  ///< "" where there is none
};

struct SigningScope {
  std::string region;
  std::string service;
  Time now;
};

enum class SignedPath {
  kAsIs,        ///< the object store: a key is what it is
  kNormalised,  ///< every other service: "." and ".." and doubled slashes are resolved
};

/// A request as it will be sent. `path` is not yet percent-encoded, nor are names and values of
/// `query`; `headers` hold Host.
struct Signable {
  std::string method = "GET";
  std::string path = "/";
  std::vector<std::pair<std::string, std::string>> query = {};
  HeaderList headers = {};
  std::string body_sha256;  ///< hex, or "UNSIGNED-PAYLOAD"
  SignedPath signed_path = SignedPath::kAsIs;
};

/// RFC 3986: all but unreserved characters become %XX; '/' stays where it is `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = "");
/// `path?query` with both encoded, as it goes onto the wire.
std::string target_of(const Signable& request);

std::string canonical_request(const Signable& request);
std::string string_to_sign(const SigningScope& scope, std::string_view canonical);
std::string signature(const Secret& secret, const SigningScope& scope, std::string_view canonical);

/// "20150830T123600Z".
std::string amz_date(Time time);

/// Adds X-Amz-Date, X-Amz-Security-Token (where there is one) and Authorization to the headers.
void sign_headers(Signable& request, const Secret& secret, const SigningScope& scope);
/// Adds the signature to the query: whoever has the address may send it for `seconds`.
void sign_query(Signable& request, const Secret& secret, const SigningScope& scope, int seconds);

}  // namespace retainwise::net
