#include "service/store/idempotency.h"

#include "service/store/session.h"

namespace retainwise::store {
namespace {

constexpr std::int64_t kKeptMs = 24LL * 3600 * 1000;

struct KeyName {
  const TenantId& tenant;
  std::string_view route, key;
};

Statement& with(Statement& statement, const KeyName& name) {
  return statement.with("tenant", name.tenant).with("route", name.route).with("key", name.key);
}

Result<void> forget_expired(Session& session, const KeyName& name) {
  Statement forget(session,
                   "delete from idempotency where tenant_id = :tenant and route = :route "
                   "and key = :key and created_at <= now_ms() - :kept");
  RW_CHECK_OK(with(forget, name).with("kept", kKeptMs).run());
  return {};
}

}  // namespace

Result<std::optional<KeyedAnswer>> take_key(Session& session, const TenantId& tenant,
                                            std::string_view route, std::string_view key,
                                            std::string_view body_hash) {
  const KeyName name = {tenant, route, key};
  RW_CHECK_OK(forget_expired(session, name));
  Statement take(session,
                 "insert into idempotency (tenant_id, route, key, body_hash, created_at) "
                 "values (:tenant, :route, :key, :hash, now_ms()) on conflict do nothing");
  RW_TRY(const std::int64_t taken, with(take, name).with("hash", body_hash).run());
  if (taken > 0) return std::optional<KeyedAnswer>();
  KeyedAnswer known;
  Statement query(session,
                  "select body_hash, status, answer from idempotency "
                  "where tenant_id = :tenant and route = :route and key = :key");
  RW_CHECK_OK(with(query, name).into(known.body_hash, known.status, known.answer).fetch());
  return std::optional<KeyedAnswer>(std::move(known));
}

Result<void> answer_key(Session& session, const TenantId& tenant, std::string_view route,
                        std::string_view key, int status, std::string_view answer) {
  Statement update(session,
                   "update idempotency set status = :status, answer = :answer "
                   "where tenant_id = :tenant and route = :route and key = :key");
  update.with("status", status).with("answer", answer);
  RW_CHECK_OK(with(update, {tenant, route, key}).run());
  return {};
}

Result<void> free_key(Session& session, const TenantId& tenant, std::string_view route,
                      std::string_view key) {
  Statement forget(session,
                   "delete from idempotency where tenant_id = :tenant and route = :route "
                   "and key = :key and status = 0");
  RW_CHECK_OK(with(forget, {tenant, route, key}).run());
  return {};
}

Result<void> sweep_keys(Session& session) {
  Statement sweep(session, "delete from idempotency where created_at <= now_ms() - :kept");
  RW_CHECK_OK(sweep.with("kept", kKeptMs).run());
  return {};
}

}  // namespace retainwise::store
