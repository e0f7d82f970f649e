#include "service/net/sigv4.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "service/net/digest.h"

namespace retainwise::net {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string encoded_query(const Pairs& query, bool sorted) {
  Pairs encoded;
  for (const auto& [name, value] : query)
    encoded.emplace_back(percent_encoded(name), percent_encoded(value));
  if (sorted) std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    out += out.empty() ? "" : "&";
    out += name + "=" + value;
  }
  return out;
}

/// RFC 3986 §5.2.4, and doubled slashes become one.
std::string normalised(std::string_view path) {
  std::vector<std::string> parts;
  for (const std::string& part : split(path, '/')) {
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!part.empty() && part != "." && part != "..") parts.push_back(part);
  }
  std::string out;
  for (const std::string& part : parts) out += "/" + part;
  if (out.empty() || ends_with(path, "/") || ends_with(path, "/.") || ends_with(path, "/.."))
    out += "/";
  return out;
}

std::string canonical_path(const Signable& request) {
  if (request.signed_path == SignedPath::kAsIs) return percent_encoded(request.path, "/");
  return percent_encoded(normalised(request.path), "/");
}

/// Without blanks around it, and every run of blanks inside it one.
std::string one_spaced(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (ends_with(out, " ")) out.pop_back();
  return out;
}

std::map<std::string, std::string> canonical_headers(const HeaderList& headers) {
  std::map<std::string, std::string> out;
  for (const auto& [name, value] : headers) {
    const auto [at, first] = out.try_emplace(lower(name), one_spaced(value));
    if (!first) at->second += "," + one_spaced(value);
  }
  return out;
}

std::string signed_headers(const HeaderList& headers) {
  std::string out;
  for (const auto& [name, value] : canonical_headers(headers)) {
    out += out.empty() ? "" : ";";
    out += name;
  }
  return out;
}

std::string scope_text(const SigningScope& scope) {
  return amz_date(scope.now).substr(0, 8) + "/" + scope.region + "/" + scope.service +
         "/aws4_request";
}

}  // namespace

std::string percent_encoded(std::string_view text, std::string_view kept) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~' ||
                       kept.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

std::string target_of(const Signable& request) {
  const std::string query = encoded_query(request.query, false);
  return percent_encoded(request.path, "/") + (query.empty() ? "" : "?" + query);
}

std::string canonical_request(const Signable& request) {
  std::string out = request.method + "\n" + canonical_path(request) + "\n" +
                    encoded_query(request.query, true) + "\n";
  for (const auto& [name, value] : canonical_headers(request.headers))
    out += name + ":" + value + "\n";
  return out + "\n" + signed_headers(request.headers) + "\n" + request.body_sha256;
}

std::string string_to_sign(const SigningScope& scope, std::string_view canonical) {
  return std::string(kAlgorithm) + "\n" + amz_date(scope.now) + "\n" + scope_text(scope) + "\n" +
         hex(sha256(canonical));
}

std::string signature(const Secret& secret, const SigningScope& scope, std::string_view canonical) {
  Digest key = hmac_sha256("AWS4" + secret.secret_access_key, amz_date(scope.now).substr(0, 8));
  for (const std::string& part : {scope.region, scope.service, std::string("aws4_request")})
    key = hmac_sha256(text_of(key), part);
  return hex(hmac_sha256(text_of(key), string_to_sign(scope, canonical)));
}

std::string amz_date(Time time) {
  std::string out;
  for (const char c : rfc3339({time.unix_ms / 1000 * 1000})) {
    if (c == '.') break;
    if (c != '-' && c != ':') out += c;
  }
  return out + (ends_with(out, "Z") ? "" : "Z");
}

void sign_headers(Signable& request, const Secret& secret, const SigningScope& scope) {
  request.headers.emplace_back("X-Amz-Date", amz_date(scope.now));
  if (!secret.session_token.empty())
    request.headers.emplace_back("X-Amz-Security-Token", secret.session_token);
  const std::string signed_by = signature(secret, scope, canonical_request(request));
  request.headers.emplace_back(
      "Authorization",
      std::string(kAlgorithm) + " Credential=" + secret.access_key_id + "/" + scope_text(scope) +
          ", SignedHeaders=" + signed_headers(request.headers) + ", Signature=" + signed_by);
}

void sign_query(Signable& request, const Secret& secret, const SigningScope& scope, int seconds) {
  request.query.emplace_back("X-Amz-Algorithm", kAlgorithm);
  request.query.emplace_back("X-Amz-Credential", secret.access_key_id + "/" + scope_text(scope));
  request.query.emplace_back("X-Amz-Date", amz_date(scope.now));
  request.query.emplace_back("X-Amz-SignedHeaders", signed_headers(request.headers));
  request.query.emplace_back("X-Amz-Expires", std::to_string(seconds));
  if (!secret.session_token.empty())
    request.query.emplace_back("X-Amz-Security-Token", secret.session_token);
  const std::string signed_by = signature(secret, scope, canonical_request(request));
  request.query.emplace_back("X-Amz-Signature", signed_by);
}

}  // namespace retainwise::net
