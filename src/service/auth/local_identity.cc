#include "service/auth/identity.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

#include "service/auth/bearer.h"
#include "service/auth/secret_hash.h"

namespace retainwise::auth {
namespace {

constexpr std::string_view kLocalIssuer = "local";
constexpr std::string_view kOwnerSubject = "owner";
constexpr std::int64_t kHourMs = 3'600'000;
/// A session's idle time is written anew no more often than this.
constexpr std::int64_t kTouchMs = 5LL * 60'000;
constexpr std::size_t kTokenLimit = 512;

/// 256 bits, base64url.
std::string make_secret(Random& random) {
  std::array<std::byte, 32> bytes{};
  random.fill(bytes);
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

/// The same for every cause, so that nobody learns which it was; `cause` is for the log.
Error denied(std::string cause) {
  return {ErrorKind::kDenied, "invalid_token", "This needs a valid key, token or session.", "",
          std::move(cause)};
}

class OneOwner final : public Identity {
 public:
  OneOwner(store::Store& store, Random& random, Clock& clock, LocalOptions options,
           store::Membership owner)
      : store_(store),
        random_(random),
        clock_(clock),
        options_(std::move(options)),
        key_hash_(hash_of(options_.owner_key)),
        owner_(std::move(owner)) {}

  Result<Caller> who(const Credentials& credentials) override {
    const bool key = !credentials.authorization.empty();
    const bool cookie = !credentials.session_cookie.empty();
    if (!key && !cookie) return denied("no credentials");
    std::optional<Caller> by_key;
    if (key) {
      RW_TRY(by_key, who_by_key(credentials.authorization));
      if (!cookie) return std::move(*by_key);
    }
    RW_TRY(auto by_cookie, who_by_session(credentials.session_cookie));
    if (!by_key) return by_cookie;
    if (by_key->user != by_cookie.user || by_key->tenant != by_cookie.tenant)
      return denied("key and session disagree");
    return std::move(*by_key);
  }

  Result<std::string> sign_in(std::string_view link_secret) override {
    if (link_secret.empty() || link_secret.size() > kTokenLimit) return denied("no link");
    const std::string link_hash = hex(hash_of(link_secret));
    const Time end{clock_.now().unix_ms + options_.session_days * 24LL * kHourMs};
    std::string session = make_secret(random_);
    bool spent = false;
    RW_CHECK_OK(store_.write([&](store::Session& rows) -> Result<void> {
      RW_TRY(const auto member, store::use_secret(rows, link_hash, "link"));
      spent = member.has_value();
      if (!member) return {};
      return store::add_secret(rows, {hex(hash_of(session)), "session", member->tenant,
                                      member->user.id, end, options_.session_idle_hours * kHourMs});
    }));
    if (!spent) return denied("the link is spent, too old, or never was");
    return session;
  }

  Result<void> sign_out(std::string_view session_secret) override {
    const std::string hash = hex(hash_of(session_secret));
    {
      const std::lock_guard lock(mutex_);
      touched_.erase(hash);
    }
    return store_.write([&](store::Session& rows) { return store::remove_secret(rows, hash); });
  }

  Result<std::string> make_link() override {
    std::string link = make_secret(random_);
    const Time end{clock_.now().unix_ms + options_.link_minutes * 60'000LL};
    RW_CHECK_OK(store_.write([&](store::Session& rows) {
      return store::add_secret(rows,
                               {hex(hash_of(link)), "link", owner_.tenant, owner_.user.id, end, 0});
    }));
    return link;
  }

  std::string_view kind() const override { return kLocalIssuer; }
  IdentityHealth health() override { return {}; }
  WayIn way_in() override { return {.by = WayIn::By::kLink}; }

 private:
  static Caller caller_of(const store::Membership& member, bool by_cookie) {
    return {member.tenant, member.user.id, member.role, member.user.email, by_cookie};
  }

  Result<Caller> who_by_key(std::string_view authorization) {
    const auto token = bearer_token(authorization, kTokenLimit);
    if (token.empty()) return denied("the Authorization field holds no bearer token");
    // Hashes of equal length are compared, in constant time: nothing of the key can be measured.
    const SecretHash hash = hash_of(token);
    if (sodium_memcmp(hash.data(), key_hash_.data(), hash.size()) != 0)
      return denied("the key is not the owner's");
    return caller_of(owner_, false);
  }

  Result<Caller> who_by_session(std::string_view session) {
    if (session.size() > kTokenLimit) return denied("the session cookie is too long");
    const std::string hash = hex(hash_of(session));
    std::optional<store::Membership> member;
    RW_CHECK_OK(store_.read([&](store::Session& rows) -> Result<void> {
      RW_TRY(member, store::use_secret(rows, hash, "session"));
      return {};
    }));
    if (!member) return denied("there is no such session");
    RW_CHECK_OK(touch(hash));
    return caller_of(*member, true);
  }

  /// Moves the idle end on.
  Result<void> touch(const std::string& hash) {
    const Time now = clock_.now();
    {
      const std::lock_guard lock(mutex_);
      if (now.unix_ms - touched_[hash].unix_ms < kTouchMs) return {};
      touched_[hash] = now;
      std::erase_if(touched_, [&](const auto& each) {
        return now.unix_ms - each.second.unix_ms > options_.session_idle_hours * kHourMs;
      });
    }
    return store_.write([&](store::Session& rows) { return store::touch_secret(rows, hash); });
  }

  store::Store& store_;
  Random& random_;
  Clock& clock_;
  const LocalOptions options_;     // set once
  const SecretHash key_hash_;      // set once
  const store::Membership owner_;  // set once
  std::mutex mutex_;
  std::unordered_map<std::string, Time> touched_;  // under mutex_
};

}  // namespace

std::string make_owner_key(Random& random) {
  return "rw_owner_" + make_secret(random);
}

Result<std::unique_ptr<Identity>> make_local_identity(store::Store& store, Random& random,
                                                      Clock& clock, LocalOptions options) {
  if (options.owner_key.size() < 32)
    return bad_request("bad_owner_key", "The owner key is shorter than 32 characters.",
                       "Delete the file owner.key; a new one is made at the next start.");
  const TenantId fresh = TenantId::make(random, clock.now());
  std::optional<store::Membership> owner;
  RW_CHECK_OK(store.write([&](store::Session& rows) -> Result<void> {
    RW_TRY(const auto tenant, store::local_tenant(rows, fresh));
    RW_TRY(owner,
           store::ensure_member(rows, tenant, kLocalIssuer, kOwnerSubject, store::Role::kOwner));
    return {};
  }));
  return std::unique_ptr<Identity>(
      std::make_unique<OneOwner>(store, random, clock, std::move(options), std::move(*owner)));
}

}  // namespace retainwise::auth
