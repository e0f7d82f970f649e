#pragma once
/// Tenants, users and their memberships; sessions and one-time links of the local identity.
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "service/store/store.h"

namespace retainwise::store {

enum class Role { kViewer, kMember, kOwner };
std::string_view name_of(Role role);    ///< "viewer" "member" "owner"
Role role_from(std::string_view name);  ///< kViewer for any other name

struct User {
  UserId id = {};
  std::string issuer = {}, subject = {}, email = {};
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
/// Somebody whom an identity provider knows, in one of their tenants.
struct RemoteMember {
  std::string_view issuer, subject;
  std::string_view organisation;  ///< the provider's name of it; "": the user's own tenant
};
/// nullopt where they were never here, or were removed.
Result<std::optional<Membership>> find_remote_member(Session& session, const RemoteMember& who);
/// The same; what is missing of user, tenant (with the id `fresh`) and membership is made, and the
/// membership gets `role`. nullopt where the user was removed: nothing is made then.
Result<std::optional<Membership>> enter_remote_member(Session& session, const RemoteMember& who,
                                                      Role role, const TenantId& fresh);
/// The user leaves every tenant, and find_remote_member and enter_remote_member say nullopt from
/// now on, even where the user was never here.
Result<void> remove_remote_user(Session& session, std::string_view issuer,
                                std::string_view subject);

/// The local mode's one tenant, made at first call.
Result<TenantId> local_tenant(Session& session, const TenantId& fresh);

/// A secret that lets somebody in, kept as its hash: sign-in links (single use), page sessions.
struct Secret {
  std::string hash = {};  ///< hex of BLAKE2b-256
  std::string kind = {};  ///< "link" or "session"
  TenantId tenant;
  UserId user = {};
  Time expires_at = {};
  std::int64_t idle_ms = 0;  ///< a session unused for so long is dead too; 0: never
};
Result<void> add_secret(Session& session, const Secret& secret);
/// The live secret of that hash and kind; a link is spent by this call (in Store::write only). A
/// session may be asked for in Store::read, which then does not count as use.
Result<std::optional<Membership>> use_secret(Session& session, std::string_view hash,
                                             std::string_view kind);
/// The session was used: its idle time starts anew.
Result<void> touch_secret(Session& session, std::string_view hash);
Result<void> remove_secret(Session& session, std::string_view hash);
/// Forgets the expired ones.
Result<void> sweep_secrets(Session& session);

}  // namespace retainwise::store
