#pragma once
/// Tenants, users and their memberships; sessions and one-time links of the local identity.
#include <optional>
#include <string>

#include "base/ids.h"
#include "service/store/store.h"

namespace retainwise::store {

enum class Role { kViewer, kMember, kOwner };
std::string_view name_of(Role role);  ///< "viewer" "member" "owner"

struct User {
  UserId id;
  std::string issuer, subject, email;
};

struct Membership {
  TenantId tenant;
  User user;
  Role role = Role::kViewer;
};

/// The user known by (issuer, subject), made where there is none, with its membership of `tenant`
/// (made where there is none; the tenant too).
Result<Membership> ensure_member(Session& session, const TenantId& tenant, std::string_view issuer,
                                 std::string_view subject, Role role);
/// The local mode's one tenant, made at first call.
Result<TenantId> local_tenant(Session& session, const TenantId& fresh);

/// A secret that lets somebody in, kept as its hash: sign-in links (single use), page sessions.
struct Secret {
  std::string hash;          ///< hex of BLAKE2b-256
  std::string kind;          ///< "link" or "session"
  TenantId tenant;
  UserId user;
  Time expires_at;
};
Result<void> add_secret(Session& session, const Secret& secret);
/// The live secret of that hash and kind; a link is spent by this call.
Result<std::optional<Membership>> use_secret(Session& session, std::string_view hash,
                                             std::string_view kind);
Result<void> remove_secret(Session& session, std::string_view hash);

}  // namespace retainwise::store
