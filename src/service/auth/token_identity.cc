#include "service/auth/token_identity.h"

#include "service/auth/bearer.h"
#include "service/auth/compact_jws.h"
#include "service/auth/token_fault.h"
#include "service/auth/verified_tokens.h"

namespace retainwise::auth {
namespace {

class TokenIdentity final : public Identity {
 public:
  TokenIdentity(store::Store& store, Random& random, Clock& clock, telemetry::Counters& counters,
                std::unique_ptr<KeySource> keys, TokenOptions options)
      : store_(store),
        random_(random),
        clock_(clock),
        counters_(counters),
        keys_(std::move(keys)),
        rules_(std::move(options.rules)),
        way_in_(std::move(options.way_in)),
        verified_(options.remembered) {}

  Result<Caller> who(const Credentials& credentials) override {
    auto caller = find_caller(credentials);
    if (!caller.ok() && caller.error().code == "invalid_token")
      counters_.token_refused(caller.error().detail);
    return caller;
  }

  Result<std::string> make_link() override { return no_links(); }
  Result<std::string> sign_in(std::string_view) override { return no_links(); }
  Result<void> sign_out(std::string_view) override { return {}; }
  std::string_view kind() const override { return name_of(rules_.provider); }
  IdentityHealth health() override { return keys_->health(); }
  WayIn way_in() override {
    WayIn way = way_in_;
    if (way.by == WayIn::By::kOidc) way.addresses = keys_->addresses();
    return way;
  }

 private:
  static Error no_links() {
    return not_found("Nobody signs in by link here: the identity provider gives tokens.");
  }

  Result<Caller> find_caller(const Credentials& credentials) {
    const auto token = bearer_token(credentials.authorization, CompactJws::kMostBytes);
    // There are no sessions here, so a session cookie is somebody else's.
    if (token.empty() || !credentials.session_cookie.empty())
      return refused(TokenFault::kCredentials);
    const SecretHash hash = hash_of(token);
    RW_TRY(const auto before, find_verified(hash));
    if (before) return caller_of(*before);
    RW_TRY(const TokenClaims claims, verify(token, hash));
    return caller_of(claims);
  }

  /// What was good stays good only as long as the key that signed it.
  Result<std::optional<TokenClaims>> find_verified(const SecretHash& hash) {
    auto known = verified_.find(hash, clock_.now());
    if (!known) return std::optional<TokenClaims>();
    RW_TRY(const auto key, keys_->find(known->key_id));
    if (!key || key->fingerprint() != known->key_fingerprint) return std::optional<TokenClaims>();
    return std::optional(std::move(known->claims));
  }

  Result<TokenClaims> verify(std::string_view token, const SecretHash& hash) {
    RW_TRY(const auto jws, CompactJws::read(token));
    RW_TRY(const auto key, keys_->find(jws.key_id()));
    if (!key) return refused(TokenFault::kKey);
    RW_TRY(const Json payload, jws.verified(*key));
    RW_TRY(const auto claims, check_claims(payload, jws.type(), rules_, clock_.now()));
    verified_.remember(hash, {claims, jws.key_id(), key->fingerprint()});
    return claims;
  }

  /// The database is asked every time: a user who was removed, there or by another process, is out
  /// at once.
  Result<Caller> caller_of(const TokenClaims& claims) {
    const store::RemoteMember who = {rules_.issuer, claims.subject, claims.organisation};
    std::optional<store::Membership> member;
    RW_CHECK_OK(store_.read([&](store::Session& rows) -> Result<void> {
      RW_TRY(member, store::find_remote_member(rows, who));
      return {};
    }));
    if (!member || member->role != claims.role) {
      RW_TRY(member, enter(who, claims.role));
    }
    if (!member) return refused(TokenFault::kGone);
    return Caller{member->tenant, member->user.id, member->role, member->user.email, false};
  }

  Result<std::optional<store::Membership>> enter(const store::RemoteMember& who, store::Role role) {
    const TenantId fresh = TenantId::make(random_, clock_.now());
    std::optional<store::Membership> member;
    RW_CHECK_OK(store_.write([&](store::Session& rows) -> Result<void> {
      RW_TRY(member, store::enter_remote_member(rows, who, role, fresh));
      return {};
    }));
    return member;
  }

  store::Store& store_;
  Random& random_;
  Clock& clock_;
  telemetry::Counters& counters_;
  const std::unique_ptr<KeySource> keys_;  // set once
  const ClaimRules rules_;                 // set once
  const WayIn way_in_;                     // set once
  VerifiedTokens verified_;
};

}  // namespace

std::unique_ptr<Identity> make_token_identity(store::Store& store, Random& random, Clock& clock,
                                              telemetry::Counters& counters,
                                              std::unique_ptr<KeySource> keys,
                                              TokenOptions options) {
  return std::make_unique<TokenIdentity>(store, random, clock, counters, std::move(keys),
                                         std::move(options));
}

}  // namespace retainwise::auth
