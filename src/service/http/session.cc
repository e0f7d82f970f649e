/// How one signs in here, signing in by a one-time link, another such link, signing
/// out, and who one is.
#include "service/http/cookies.h"
#include "service/http/parameters.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

constexpr int kCookieSeconds = 7 * 24 * 3600;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json addresses_json(const std::optional<auth::ProviderAddresses>& addresses) {
  if (!addresses) return {};
  return {{"authorization_endpoint", text_or_null(addresses->authorization)},
          {"token_endpoint", text_or_null(addresses->token)},
          {"end_session_endpoint", text_or_null(addresses->end_session)},
          {"revocation_endpoint", text_or_null(addresses->revocation)}};
}

Json way_json(const auth::WayIn& way) {
  using By = auth::WayIn::By;
  switch (way.by) {
    case By::kToken: return {{"sign_in", Json()}};
    case By::kLink: return {{"sign_in", "link"}};
    case By::kOidc:
      return {{"sign_in", "oidc"},
              {"oidc",
               {{"issuer", way.issuer},
                {"client_id", way.client_id},
                {"scope", way.scope},
                {"audience", text_or_null(way.audience)},
                {"addresses", addresses_json(way.addresses)}}}};
    case By::kClerk:
      return {{"sign_in", "clerk"}, {"clerk", {{"publishable_key", way.publishable_key}}}};
  }
  return {};
}

/// What the page shows to somebody whom it does not know.
Result<Reply> how(const Request&, Context& context) {
  auth::WayIn way = context.identity.way_in();
  if (way.by == auth::WayIn::By::kOidc && !way.addresses) {
    // A provider that was away is asked anew: without a token nobody else would.
    context.identity.health();
    way = context.identity.way_in();
  }
  Json json = {{"success", true}, {"identity", context.identity.kind()}};
  json.update(way_json(way));
  return json_reply(json);
}

/// Another link than the one that the start printed.
Result<Reply> make_link(const Request&, Context& context) {
  RW_TRY(const auto secret, context.identity.make_link());
  return json_reply({{"success", true}, {"link", secret}}, 201);
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
    {POST, "/api/admin/links", make_link, Needs::kAdmin},
    {GET, "/api/me", me, Needs::kRead},
};

}  // namespace

std::span<const Route> session_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
