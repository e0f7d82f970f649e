#include "service/auth/token_claims.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "service/auth/token_fault.h"

namespace retainwise::auth {
namespace {

/// OpenID Connect Core §2: a sub has at most 255 characters.
constexpr std::size_t kLongestName = 255;
/// The last second of the year 9999.
constexpr double kLastSecond = 253'402'300'799.0;

bool is_name(std::string_view text) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; };
  return !text.empty() && text.size() <= kLongestName &&
         std::none_of(text.begin(), text.end(), is_control);
}

/// The member where it is such a text.
std::optional<std::string> name_in(const Json& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  if (!is_name(found->get_ref<const std::string&>())) return std::nullopt;
  return found->get<std::string>();
}

/// RFC 7519 §2, NumericDate: seconds, perhaps with a fraction.
std::optional<Time> time_in(const Json& payload, const char* member) {
  const auto found = payload.find(member);
  if (found == payload.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds > 0 && seconds <= kLastSecond)) return std::nullopt;
  return Time{static_cast<std::int64_t>(seconds * 1000)};
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// RFC 9068 §2.1 for access tokens in general; Clerk's session tokens are plain JWTs.
bool is_type(std::string_view type, Provider provider) {
  if (provider == Provider::kClerk) return type.empty() || type == "JWT";
  return is_one_of(lower(type), {"", "jwt", "at+jwt", "application/at+jwt"});
}

/// True where the payload shows by itself that it is no access token: an ID token has a nonce or
/// hashes of what was given with it (OpenID Connect Core §2, §3.3.2.11), Keycloak says `typ`, and
/// Cognito `token_use`.
bool is_other_kind(const Json& payload) {
  for (const char* member : {"nonce", "at_hash", "c_hash"}) {
    if (payload.contains(member)) return true;
  }
  if (payload.contains("typ") && lower(name_in(payload, "typ").value_or("")) != "bearer")
    return true;
  return payload.contains("token_use") && name_in(payload, "token_use") != "access";
}

Result<Time> check_times(const Json& payload, int leeway_ms, Time now) {
  const auto expires = time_in(payload, "exp");
  if (!expires || expires->unix_ms <= now.unix_ms - leeway_ms) return refused(TokenFault::kExpired);
  for (const char* member : {"nbf", "iat"}) {
    if (!payload.contains(member)) continue;
    const auto from = time_in(payload, member);
    if (!from || from->unix_ms > now.unix_ms + leeway_ms) return refused(TokenFault::kNotYet);
  }
  return *expires;
}

bool is_for(const Json& payload, const std::string& audience) {
  const auto found = payload.find("aud");
  if (audience.empty()) return true;
  if (found == payload.end()) return false;
  if (found->is_string()) return *found == Json(audience);
  return found->is_array() &&
         std::all_of(found->begin(), found->end(), [](const Json& j) { return j.is_string(); }) &&
         std::find(found->begin(), found->end(), Json(audience)) != found->end();
}

bool is_of_party(const Json& payload, const std::vector<std::string>& parties) {
  const auto party = name_in(payload, "azp");
  return parties.empty() ||
         (party && std::find(parties.begin(), parties.end(), *party) != parties.end());
}

struct Organisation {
  std::string id;
  std::optional<std::string> role;
};

/// Clerk's tokens of version 2 have it as `o`: {id, rol}; those of version 1, and other issuers',
/// as org_id and org_role. nullopt: something is there that cannot be read.
std::optional<Organisation> organisation_in(const Json& payload, Provider provider) {
  Organisation found;
  if (provider == Provider::kClerk && payload.contains("o")) {
    const Json& short_form = payload["o"];
    const auto id = short_form.is_object() ? name_in(short_form, "id") : std::nullopt;
    if (!id || (payload.contains("org_id") && name_in(payload, "org_id") != id)) return {};
    return Organisation{*id, name_in(short_form, "rol").value_or("")};
  }
  if (!payload.contains("org_id")) return found;
  const auto id = name_in(payload, "org_id");
  if (!id) return {};
  found.id = *id;
  if (payload.contains("org_role")) found.role = name_in(payload, "org_role").value_or("");
  return found;
}

/// Of a role that we do not know nobody should write. An issuer without roles has members.
store::Role role_of(const Organisation& organisation) {
  if (organisation.id.empty()) return store::Role::kOwner;
  if (!organisation.role) return store::Role::kMember;
  std::string_view role = *organisation.role;
  if (starts_with(role, "org:")) role.remove_prefix(4);
  if (is_one_of(role, {"admin", "owner"})) return store::Role::kOwner;
  return role == "member" ? store::Role::kMember : store::Role::kViewer;
}

Result<void> check_clerk_session(const Json& payload) {
  // A token of a JWT template is signed with the same key, and has no session.
  if (!name_in(payload, "sid")) return refused(TokenFault::kSession);
  if (!payload.contains("sts")) return {};
  const auto state = name_in(payload, "sts");
  if (state == "pending")
    return Error{ErrorKind::kDenied, "session_pending", "This sign-in is not complete yet.",
                 "Finish what the sign-in page asks for, then try again.", ""};
  if (state != "active") return refused(TokenFault::kSession);
  return {};
}

}  // namespace

std::string_view name_of(Provider provider) {
  return provider == Provider::kClerk ? "clerk" : "oidc";
}

Result<TokenClaims> check_claims(const Json& payload, std::string_view type,
                                 const ClaimRules& rules, Time now) {
  if (!is_type(type, rules.provider) || is_other_kind(payload)) return refused(TokenFault::kKind);
  if (payload.find("iss") == payload.end() || payload["iss"] != Json(rules.issuer))
    return refused(TokenFault::kIssuer);
  RW_TRY(const Time expires, check_times(payload, rules.leeway_ms, now));
  if (!is_of_party(payload, rules.authorized_parties)) return refused(TokenFault::kParty);
  if (!is_for(payload, rules.audience)) return refused(TokenFault::kAudience);
  const auto subject = name_in(payload, "sub");
  if (!subject) return refused(TokenFault::kSubject);
  const auto organisation = organisation_in(payload, rules.provider);
  if (!organisation) return refused(TokenFault::kTenant);
  if (rules.provider == Provider::kClerk) RW_CHECK_OK(check_clerk_session(payload));
  return TokenClaims{*subject, organisation->id, role_of(*organisation), expires};
}

}  // namespace retainwise::auth
