#include "service/store/columns.h"
#include "service/store/session.h"
#include "service/store/users.h"

namespace retainwise::store {
namespace {

/// Of one issuer; an organisation and a user of the same name are two tenants.
std::string tenant_subject(const RemoteMember& who) {
  if (who.organisation.empty()) return "user:" + std::string(who.subject);
  return "organisation:" + std::string(who.organisation);
}

Result<TenantId> ensure_remote_tenant(Session& session, const RemoteMember& who,
                                      const TenantId& fresh) {
  const std::string subject = tenant_subject(who);
  Statement insert(session,
                   "insert into tenants (id, kind, issuer, subject, created_at) "
                   "values (:id, 'remote', :issuer, :subject, now_ms()) on conflict do nothing");
  RW_CHECK_OK(insert.with("id", fresh).with("issuer", who.issuer).with("subject", subject).run());
  std::string id;
  Statement query(session,
                  "select id from tenants "
                  "where issuer = :issuer and subject = :subject and subject <> ''");
  RW_CHECK_OK(query.with("issuer", who.issuer).with("subject", subject).into(id).fetch());
  return id_from<TenantId>(id);
}

Result<bool> is_gone(Session& session, const RemoteMember& who) {
  std::int64_t gone_at = 0;
  Statement query(session,
                  "select coalesce(gone_at, 0) from users "
                  "where issuer = :issuer and subject = :subject");
  query.with("issuer", who.issuer).with("subject", who.subject);
  RW_TRY(const bool known, query.into(gone_at).fetch());
  return known && gone_at != 0;
}

}  // namespace

Result<std::optional<Membership>> find_remote_member(Session& session, const RemoteMember& who) {
  std::string tenant_text, email, role;
  UserId user;
  Statement query(session,
                  "select m.tenant_id, u.id, u.email, m.role from users u "
                  "join memberships m on m.user_id = u.id "
                  "join tenants t on t.id = m.tenant_id "
                  "where u.issuer = :issuer and u.subject = :subject and u.gone_at is null "
                  "and t.issuer = :home and t.subject = :tenant and t.subject <> ''");
  query.with("issuer", who.issuer).with("subject", who.subject);
  query.with("home", who.issuer).with("tenant", tenant_subject(who));
  RW_TRY(const bool there, query.into(tenant_text, user.value, email, role).fetch());
  if (!there) return std::optional<Membership>();
  RW_TRY(const TenantId tenant, id_from<TenantId>(tenant_text));
  User found = {user, std::string(who.issuer), std::string(who.subject), std::move(email)};
  return std::optional(Membership{tenant, std::move(found), role_from(role)});
}

Result<std::optional<Membership>> enter_remote_member(Session& session, const RemoteMember& who,
                                                      Role role, const TenantId& fresh) {
  RW_TRY(const bool gone, is_gone(session, who));
  if (gone) return std::optional<Membership>();
  RW_TRY(const TenantId tenant, ensure_remote_tenant(session, who, fresh));
  RW_TRY(Membership member, ensure_member(session, tenant, who.issuer, who.subject, role));
  if (member.role != role) {
    Statement update(session,
                     "update memberships set role = :role "
                     "where tenant_id = :tenant and user_id = :user");
    update.with("role", name_of(role)).with("tenant", tenant).with("user", member.user.id);
    RW_CHECK_OK(update.run());
    member.role = role;
  }
  return std::optional(std::move(member));
}

Result<void> remove_remote_user(Session& session, std::string_view issuer,
                                std::string_view subject) {
  Statement mark(session,
                 "insert into users (issuer, subject, created_at, gone_at) "
                 "values (:issuer, :subject, now_ms(), now_ms()) "
                 "on conflict (issuer, subject) do update set email = '', gone_at = now_ms()");
  RW_CHECK_OK(mark.with("issuer", issuer).with("subject", subject).run());
  Statement leave(session,
                  "delete from memberships where user_id in "
                  "(select id from users where issuer = :issuer and subject = :subject)");
  RW_CHECK_OK(leave.with("issuer", issuer).with("subject", subject).run());
  return {};
}

}  // namespace retainwise::store
