/// How one signs in here, signing in by a one-time link, signing out, and who one is.
#include "service/http/cookies.h"
#include "service/http/parameters.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

constexpr int kCookieSeconds = 7 * 24 * 3600;

/// What the page shows to somebody whom it does not know.
Result<Reply> how(const Request&, Context& context) {
  const auto identity = context.identity.kind();
  return json_reply({{"success", true},
                     {"identity", identity},
                     {"sign_in", identity == "local" ? Json("link") : Json()}});
}

/// The link is spent by this POST only: it stands in the page's fragment, so no prefetch sends it.
Result<Reply> sign_in(const Request& request, Context& context) {
  RW_TRY(const Json body, json_object(request.body, {"link"}));
  const auto link = body.value("link", Json());
  if (!link.is_string()) return bad_request("bad_field", "\"link\" must be a text.");
  RW_TRY(const auto secret, context.identity.sign_in(link.get<std::string>()));
  return json_reply({{"success", true}})
      .with("Set-Cookie", set_cookie(context.cookie_name(), secret, kCookieSeconds));
}

Result<Reply> sign_out(const Request& request, Context& context) {
  const auto cookie = cookie_of(request.head, context.cookie_name()).value_or("");
  if (!cookie.empty()) RW_CHECK_OK(context.identity.sign_out(cookie));
  return empty_reply(204).with("Set-Cookie", set_cookie(context.cookie_name(), "", 0));
}

Result<Reply> me(const Request& request, Context& context) {
  const auth::Caller& caller = *request.caller;
  return json_reply({{"success", true},
                     {"user",
                      {{"id", caller.user.value},
                       {"email", caller.email.empty() ? Json() : Json(caller.email)},
                       {"role", store::name_of(caller.role)},
                       {"identity", context.identity.kind()}}},
                     {"tenant", {{"id", caller.tenant.text()}}},
                     {"limits", {{"max_upload_bytes", context.options.max_upload_bytes}}},
                     {"demo_mode", context.options.demo_mode}});
}

const Route kRoutes[] = {
    {GET, "/api/session", how, Needs::kOpen},
    {POST, "/api/session", sign_in, Needs::kOpen},
    {DELETE, "/api/session", sign_out, Needs::kRead},
    {GET, "/api/me", me, Needs::kRead},
};

}  // namespace

std::span<const Route> session_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
