#include "service/auth/verified_tokens.h"

namespace retainwise::auth {

std::optional<VerifiedToken> VerifiedTokens::find(const SecretHash& token, Time now) {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(token);
  if (found == known_.end()) return std::nullopt;
  if (found->second.claims.expires_at <= now) {
    known_.erase(found);
    return std::nullopt;
  }
  return found->second;
}

void VerifiedTokens::remember(const SecretHash& token, VerifiedToken verified) {
  const std::lock_guard lock(mutex_);
  if (!known_.insert_or_assign(token, std::move(verified)).second) return;
  order_.push_back(token);
  while (order_.size() > most_) {
    known_.erase(order_.front());
    order_.pop_front();
  }
}

std::size_t VerifiedTokens::size() const {
  const std::lock_guard lock(mutex_);
  return known_.size();
}

}  // namespace retainwise::auth
