#include "service/auth/token_fault.h"

#include <string>

namespace retainwise::auth {

std::string_view name_of(TokenFault fault) {
  switch (fault) {
    case TokenFault::kCredentials: return "credentials";
    case TokenFault::kForm: return "form";
    case TokenFault::kHeader: return "header";
    case TokenFault::kAlgorithm: return "algorithm";
    case TokenFault::kKey: return "key";
    case TokenFault::kSignature: return "signature";
    case TokenFault::kPayload: return "payload";
    case TokenFault::kKind: return "kind";
    case TokenFault::kExpired: return "expired";
    case TokenFault::kNotYet: return "not_yet";
    case TokenFault::kIssuer: return "issuer";
    case TokenFault::kParty: return "party";
    case TokenFault::kAudience: return "audience";
    case TokenFault::kSubject: return "subject";
    case TokenFault::kSession: return "session";
    case TokenFault::kTenant: return "tenant";
    case TokenFault::kGone: return "gone";
  }
  return "form";
}

Error refused(TokenFault fault) {
  return {ErrorKind::kDenied, "invalid_token", "This needs a valid key, token or session.", "",
          std::string(name_of(fault))};
}

}  // namespace retainwise::auth
