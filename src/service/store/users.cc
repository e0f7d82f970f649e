#include "service/store/users.h"

#include <array>
#include <utility>

#include "service/store/columns.h"
#include "service/store/session.h"

namespace retainwise::store {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 3> kRoles = {
    {{Role::kViewer, "viewer"}, {Role::kMember, "member"}, {Role::kOwner, "owner"}}};

Result<void> ensure_tenant(Session& session, const TenantId& tenant) {
  Statement insert(session,
                   "insert into tenants (id, kind, created_at) values (:id, 'remote', now_ms()) "
                   "on conflict do nothing");
  RW_CHECK_OK(insert.with("id", tenant).run());
  return {};
}

Result<UserId> ensure_user(Session& session, std::string_view issuer, std::string_view subject) {
  Statement insert(session,
                   "insert into users (issuer, subject, created_at) "
                   "values (:issuer, :subject, now_ms()) on conflict do nothing");
  RW_CHECK_OK(insert.with("issuer", issuer).with("subject", subject).run());
  UserId id;
  Statement query(session, "select id from users where issuer = :issuer and subject = :subject");
  RW_CHECK_OK(query.with("issuer", issuer).with("subject", subject).into(id.value).fetch());
  return id;
}

Result<std::optional<Membership>> find_member(Session& session, const TenantId& tenant,
                                              UserId user) {
  User found;
  std::string role;
  Statement query(session,
                  "select u.issuer, u.subject, u.email, m.role from memberships m "
                  "join users u on u.id = m.user_id "
                  "where m.tenant_id = :tenant and m.user_id = :user");
  query.with("tenant", tenant).with("user", user);
  RW_TRY(const bool there, query.into(found.issuer, found.subject, found.email, role).fetch());
  if (!there) return std::optional<Membership>();
  found.id = user;
  return std::optional(Membership{tenant, std::move(found), role_from(role)});
}

}  // namespace

std::string_view name_of(Role role) {
  for (const auto& [each, name] : kRoles) {
    if (each == role) return name;
  }
  return "viewer";
}

Role role_from(std::string_view text) {
  for (const auto& [role, name] : kRoles) {
    if (name == text) return role;
  }
  return Role::kViewer;
}

Result<Membership> ensure_member(Session& session, const TenantId& tenant, std::string_view issuer,
                                 std::string_view subject, Role role) {
  RW_CHECK_OK(ensure_tenant(session, tenant));
  RW_TRY(const UserId user, ensure_user(session, issuer, subject));
  Statement insert(session,
                   "insert into memberships (tenant_id, user_id, role, created_at) "
                   "values (:tenant, :user, :role, now_ms()) on conflict do nothing");
  RW_CHECK_OK(insert.with("tenant", tenant).with("user", user).with("role", name_of(role)).run());
  RW_TRY(std::optional<Membership> member, find_member(session, tenant, user));
  if (!member) return bug("a membership was written and is not there");
  return *std::move(member);
}

Result<TenantId> local_tenant(Session& session, const TenantId& fresh) {
  Statement insert(session,
                   "insert into tenants (id, kind, created_at) values (:id, 'local', now_ms()) "
                   "on conflict do nothing");
  RW_CHECK_OK(insert.with("id", fresh).run());
  std::string id;
  Statement query(session, "select id from tenants where kind = 'local'");
  RW_CHECK_OK(query.into(id).fetch());
  return id_from<TenantId>(id);
}

Result<void> add_secret(Session& session, const Secret& secret) {
  Statement insert(session,
                   "insert into secrets (hash, kind, tenant_id, user_id, idle_ms, created_at, "
                   "used_at, expires_at) values "
                   "(:hash, :kind, :tenant, :user, :idle, now_ms(), now_ms(), :expires)");
  insert.with("hash", secret.hash).with("kind", secret.kind).with("tenant", secret.tenant);
  insert.with("user", secret.user).with("idle", secret.idle_ms);
  RW_CHECK_OK(insert.with("expires", secret.expires_at.unix_ms).run());
  return {};
}

Result<std::optional<Membership>> use_secret(Session& session, std::string_view hash,
                                             std::string_view kind) {
  std::string tenant_text;
  UserId user;
  Statement query(session,
                  "select tenant_id, user_id from secrets "
                  "where hash = :hash and kind = :kind and expires_at > now_ms() "
                  "and (idle_ms = 0 or used_at + idle_ms > now_ms())");
  query.with("hash", hash).with("kind", kind);
  RW_TRY(const bool live, query.into(tenant_text, user.value).fetch());
  if (!live) return std::optional<Membership>();
  if (kind == "link") {
    RW_TRY(const std::int64_t spent,
           Statement(session, "delete from secrets where hash = :hash").with("hash", hash).run());
    if (spent == 0) return std::optional<Membership>();
  } else if (session.access() == Access::kWrite) {
    RW_CHECK_OK(touch_secret(session, hash));
  }
  RW_TRY(const TenantId tenant, id_from<TenantId>(tenant_text));
  return find_member(session, tenant, user);
}

Result<void> touch_secret(Session& session, std::string_view hash) {
  Statement touch(session, "update secrets set used_at = now_ms() where hash = :hash");
  RW_CHECK_OK(touch.with("hash", hash).run());
  return {};
}

Result<void> remove_secret(Session& session, std::string_view hash) {
  RW_CHECK_OK(
      Statement(session, "delete from secrets where hash = :hash").with("hash", hash).run());
  return {};
}

Result<void> sweep_secrets(Session& session) {
  RW_CHECK_OK(Statement(session, "delete from secrets where expires_at <= now_ms()").run());
  return {};
}

}  // namespace retainwise::store
