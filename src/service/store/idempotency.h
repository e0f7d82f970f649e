#pragma once
/// Answers given under an Idempotency-Key, kept for 24 h.
#include <optional>
#include <string>

#include "service/store/store.h"

namespace retainwise::store {

struct KeyedAnswer {
  std::string body_hash = {};
  int status = 0;           ///< 0: the first request is still being answered
  std::string answer = {};  ///< JSON
};
/// Takes the key for a request with this body. nullopt: it is the caller's to answer. Otherwise
/// what is known of the first request under the key.
Result<std::optional<KeyedAnswer>> take_key(Session& session, const TenantId& tenant,
                                            std::string_view route, std::string_view key,
                                            std::string_view body_hash);
Result<void> answer_key(Session& session, const TenantId& tenant, std::string_view route,
                        std::string_view key, int status, std::string_view answer);
/// The request failed before it changed anything: the key may be used again.
Result<void> free_key(Session& session, const TenantId& tenant, std::string_view route,
                      std::string_view key);
Result<void> sweep_keys(Session& session);

}  // namespace retainwise::store
