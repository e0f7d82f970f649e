/// For operators and machines: life, readiness, version, figures, and the description of the API.
#include "service/http/openapi.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"
#include "service/store/predictions.h"

namespace retainwise::http {
namespace {

Result<Reply> health(const Request&, Context&) {
  return json_reply({{"status", "ok"}});
}

Json check_json(const Result<void>& check) {
  if (check.ok()) return {{"ok", true}};
  return {{"ok", false}, {"message", check.error().what}};
}

Json health_json(const auth::IdentityHealth& health) {
  Json json = {{"ok", health.usable}};
  if (!health.message.empty()) json["message"] = health.message;
  return json;
}

Result<Reply> ready(const Request&, Context& context) {
  flows::Services& services = context.services;
  const auto database = services.store.check();
  const auto blobs = services.blobs.check();
  const auto queue = services.queue.check();
  const auto identity = context.identity.health();
  const bool fine = database.ok() && blobs.ok() && queue.ok() && identity.usable;
  Reply reply = json_reply({{"status", fine ? "ready" : "not_ready"},
                            {"checks",
                             {{"database", check_json(database)},
                              // The same question: the store answers only at its own schema.
                              {"migrations", check_json(database)},
                              {"blobs", check_json(blobs)},
                              {"queue", check_json(queue)},
                              {"identity", health_json(identity)}}}},
                           fine ? 200 : 503);
  if (!fine) reply.with("Retry-After", "5");
  return reply;
}

Result<Reply> version(const Request&, Context& context) {
  return json_reply(
      {{"name", "retainwise"},
       {"version", context.options.version},
       {"commit", context.options.commit.empty() ? Json() : Json(context.options.commit)}});
}

Result<Reply> metrics(const Request&, Context& context) {
  flows::Services& services = context.services;
  const auto backlog = in_read(services.store, store::backlog);
  if (backlog.ok())
    services.counters.backlog(backlog->queued, backlog->processing,
                              static_cast<double>(backlog->oldest_age_ms) / 1000);
  services.counters.sse_streams(context.streams.open());
  return text_reply(services.counters.text(), "text/plain; version=0.0.4; charset=utf-8");
}

Result<Reply> openapi(const Request&, Context& context) {
  return text_reply(openapi_text(context.options.version), "application/json");
}

const Route kRoutes[] = {
    {GET, "/health", health, Needs::kOpen, Runs::kInline},
    {GET, "/healthz", health, Needs::kOpen, Runs::kInline},
    {GET, "/ready", ready, Needs::kOpen},
    {GET, "/readyz", ready, Needs::kOpen},
    {GET, "/version", version, Needs::kRead},
    {GET, "/metrics", metrics, Needs::kRead},
    {GET, "/api/openapi.json", openapi, Needs::kOpen},
};

}  // namespace

std::span<const Route> health_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
