/// Tokens of any bytes: never a crash, and whatever is taken for a token has one spelling only and
/// shows nothing without its signature. Sets of keys of any bytes likewise.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "service/auth/base64url.h"
#include "service/auth/compact_jws.h"
#include "service/auth/jwk_set.h"
#include "service/auth/public_key.h"
#include "service/auth/roca.h"
#include "service/auth/token_fault.h"

namespace {

using retainwise::auth::CompactJws;
using retainwise::auth::JwkSet;
using retainwise::auth::PublicKey;

constexpr std::string_view kKey =
    R"({"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})";

void check(bool holds) {
  if (!holds) std::abort();
}

const PublicKey& key() {
  static const PublicKey known = PublicKey::from_jwk(retainwise::parse_json(kKey).value()).value();
  return known;
}

void check_token(std::string_view text) {
  const auto jws = CompactJws::read(text);
  if (!jws.ok()) {
    check(jws.error().code == "invalid_token");
    return;
  }
  check(text.size() <= CompactJws::kMostBytes);
  check(!jws->key_id() || (!jws->key_id()->empty() && jws->key_id()->size() <= 256));
  check(
      text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") ==
      std::string_view::npos);
  // Nobody but its owner signs by the key of RFC 7515: all that it signed is the seed.
  const auto said = jws->verified(key());
  check(!said.ok() || (*said)["iss"] == "joe");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_token(text);
  const auto keys = JwkSet::read(text);
  if (keys.ok()) (void)keys->find(std::nullopt);
  return 0;
}
