#include "service/auth/compact_jws.h"

#include <algorithm>

#include "service/auth/base64url.h"
#include "service/auth/token_fault.h"

namespace retainwise::auth {
namespace {

constexpr std::string_view kAlgorithm = "RS256";

/// A JSON object from its first byte on: no byte order mark, which a JSON reader would step over.
std::optional<Json> object_of(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) >= 0x80) return std::nullopt;
  auto json = parse_json(text, {CompactJws::kMostDepth, CompactJws::kMostBytes});
  if (!json.ok() || !json->is_object()) return std::nullopt;
  return std::move(*json);
}

/// "" where absent; nullopt where it is no text.
std::optional<std::string> text_in(const Json& header, const char* name) {
  const auto found = header.find(name);
  if (found == header.end()) return "";
  if (!found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

bool is_key_id(std::string_view id) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; };
  return !id.empty() && id.size() <= CompactJws::kLongestKeyId &&
         std::none_of(id.begin(), id.end(), is_control);
}

}  // namespace

Result<CompactJws> CompactJws::read(std::string_view token) {
  const std::size_t first = token.find('.'), last = token.rfind('.');
  if (token.size() > kMostBytes || first == std::string_view::npos || first == last)
    return refused(TokenFault::kForm);
  const auto header = decode_base64url(token.substr(0, first));
  auto payload = decode_base64url(token.substr(first + 1, last - first - 1));  // no "." in it
  auto signature = decode_base64url(token.substr(last + 1));
  if (!header || !payload || !signature) return refused(TokenFault::kForm);
  CompactJws jws;
  RW_CHECK_OK(jws.read_header(*header));
  jws.signed_text_ = token.substr(0, last);
  jws.payload_ = std::move(*payload);
  jws.signature_ = std::move(*signature);
  return jws;
}

Result<void> CompactJws::read_header(std::string_view text) {
  const auto header = object_of(text);
  if (!header) return refused(TokenFault::kForm);
  if (text_in(*header, "alg") != kAlgorithm) return refused(TokenFault::kAlgorithm);
  if (header->contains("crit") || header->contains("b64")) return refused(TokenFault::kHeader);
  auto type = text_in(*header, "typ");
  if (!type || (header->contains("typ") && type->empty())) return refused(TokenFault::kHeader);
  type_ = std::move(*type);
  if (!header->contains("kid")) return {};
  key_id_ = text_in(*header, "kid");
  if (!key_id_ || !is_key_id(*key_id_)) return refused(TokenFault::kKey);
  return {};
}

Result<Json> CompactJws::verified(const PublicKey& key) const {
  if (!key.verifies(signed_text_, signature_)) return refused(TokenFault::kSignature);
  auto payload = object_of(payload_);
  if (!payload) return refused(TokenFault::kPayload);
  return std::move(*payload);
}

}  // namespace retainwise::auth
