#pragma once
/// Why a token lets nobody in. Only the log and the figures say it: whoever sent the token gets the
/// same answer for every cause.
#include <string_view>

#include "base/error.h"

namespace retainwise::auth {

enum class TokenFault {
  kCredentials,  ///< no bearer token, or a session cookie beside it
  kForm,         ///< not three parts of base64url around a JSON object
  kHeader,       ///< a header that asks for what we do not know, or of another kind of token
  kAlgorithm,    ///< any but RS256
  kKey,          ///< the issuer has no such key
  kSignature,
  kPayload,   ///< signed, but not a JSON object that says one thing only
  kKind,      ///< an ID token, a refresh token, …
  kExpired,   ///< or without a usable exp
  kNotYet,    ///< nbf or iat in the future, or no number
  kIssuer,    ///< of somebody else
  kParty,     ///< made for another page (azp)
  kAudience,  ///< made for another service (aud)
  kSubject,   ///< says of nobody
  kSession,   ///< of no session of Clerk's
  kTenant,    ///< an organisation that cannot be read
  kGone,      ///< its user was removed
};

/// "signature", "not_yet" …
std::string_view name_of(TokenFault fault);
/// kDenied "invalid_token" with the fault's name as `detail`.
Error refused(TokenFault fault);

}  // namespace retainwise::auth
