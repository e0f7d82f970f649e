#include "service/http/dispatch.h"

#include "base/text.h"
#include "service/http/cookies.h"
#include "service/http/grammar.h"
#include "service/http/problem.h"
#include "service/http/routes.h"
#include "service/http/transaction.h"
#include "service/store/predictions.h"

namespace retainwise::http {
namespace {

/// Of a body that is read whole.
constexpr std::int64_t kBodyLimit = 1 << 20;

bool has_role(store::Role role, Needs needs) {
  switch (needs) {
    case Needs::kOpen:
    case Needs::kRead: return true;
    case Needs::kWrite: return role != store::Role::kViewer;
    case Needs::kAdmin: return role == store::Role::kOwner;
  }
  return false;
}

bool is_health(std::string_view path) {
  return path == "/health" || path == "/health/" || path == "/healthz" || path == "/healthz/";
}

Error too_large() {
  return bad_request("body_too_large", "The body is larger than 1 MiB.");
}

/// Collects the body for a handler that wants it whole.
class WholeBody final : public BodyConsumer {
 public:
  WholeBody(Request& request, Handler handler, Context& context)
      : request_(request), handler_(handler), context_(context) {}
  Result<void> feed(ByteSpan bytes) override {
    if (request_.body.size() + bytes.size() > static_cast<std::size_t>(kBodyLimit))
      return too_large();
    request_.body += as_text(bytes);
    return {};
  }
  Result<Reply> finish() override { return handler_(request_, context_); }

 private:
  Request& request_;
  Handler handler_;
  Context& context_;
};

}  // namespace

Dispatch::Dispatch(Context& context)
    : context_(context),
      hosts_(context.options),
      router_(route_tables(context.options.demo_mode)),
      page_(context.options.page, context.services.random, context.identity) {}

Router::Match Dispatch::match(const Request& request) const {
  return router_.find(request.head.method, request.head.path);
}

std::optional<Reply> Dispatch::at_once(Request& request) const {
  const Head& head = request.head;
  if (head.host.empty() && !is_health(head.path))
    return problem(400, "host_missing", "The Host field is missing.", request.id);
  if (!hosts_.allow(head.host) && !is_health(head.path)) {
    Reply reply = problem(421, "misdirected", "This server does not answer for that host.",
                          request.id, "Name the host in RETAINWISE_ALLOWED_HOSTS.");
    reply.close = true;
    return reply;
  }
  Router::Match found = match(request);
  if (found.route == nullptr) return unknown(request, found);
  request.route = found.route->pattern;
  request.params = std::move(found.params);
  auto query = Query::parse(head.query);
  if (!query)
    return problem(400, "bad_query", "The query holds a broken escape or is not UTF-8.",
                   request.id);
  request.query = std::move(*query);
  const auto* handler = std::get_if<Handler>(&found.route->handler);
  if (found.route->runs == Runs::kInline && handler != nullptr) return run(request, *handler);
  return std::nullopt;
}

std::optional<Reply> Dispatch::unknown(const Request& request, const Router::Match& match) const {
  const bool reads = request.head.method == Method::kGet || request.head.method == Method::kHead;
  std::string allow = match.allow;
  if (allow.empty()) {
    auto page = page_.get(request.head);
    if (page && reads) return page;
    if (page) allow = "GET, HEAD";
  }
  if (allow.empty())
    return problem(404, "not_found", "There is nothing at this address.", request.id);
  return problem(405, "method_not_allowed", "This address does not take this method.", request.id)
      .with("Allow", allow);
}

Opening Dispatch::open(Request& request) const {
  const Route& route = *match(request).route;
  if (auto refused = admit(request, route)) return std::move(*refused);
  if (const auto* stream = std::get_if<StreamHandler>(&route.handler)) {
    try {
      auto consumer = (*stream)(request, context_);
      if (!consumer.ok()) return refuse(request, consumer.error());
      return std::move(*consumer);
    } catch (const std::exception& error) {
      return refuse(request, bug(error.what()));
    }
  }
  const Handler handler = std::get<Handler>(route.handler);
  const Head& head = request.head;
  if (head.framing == Framing::kNone ||
      (head.framing == Framing::kLength && head.content_length == 0))
    return run(request, handler);
  if (auto refused = check_body(request)) return std::move(*refused);
  return std::make_unique<WholeBody>(request, handler, context_);
}

std::optional<Reply> Dispatch::admit(Request& request, const Route& route) const {
  const bool change = is_change(request.head.method);
  const auto cross_site = [&] {
    return problem(403, "cross_site", "This change did not come from this server's own page.",
                   request.id);
  };
  if (route.needs == Needs::kOpen) {
    if (change && is_foreign(request.head)) return cross_site();
    return std::nullopt;
  }
  auto caller = who(request);
  if (!caller.ok()) return refuse(request, caller.error());
  request.caller = std::move(*caller);
  if (!has_role(request.caller->role, route.needs))
    return problem(403, "not_allowed", "Your role or key does not allow this.", request.id);
  if (request.caller->by_cookie && change && !is_same_origin(request.head)) {
    // Somebody else's object is not there, whatever the request looks like.
    if (is_hidden(request)) return refuse(request, not_found("There is no such thing."));
    return cross_site();
  }
  return std::nullopt;
}

std::optional<Reply> Dispatch::check_body(const Request& request) const {
  const Head& head = request.head;
  if (head.content_length > kBodyLimit) return refuse(request, too_large());
  if (!is_change(head.method)) return std::nullopt;
  const auto type = head.field("content-type");
  if (!same_word(without_blanks(type.substr(0, type.find(';'))), "application/json"))
    return refuse(request, bad_request("unsupported_type", "The body must be application/json."));
  if (!head.field("content-encoding").empty())
    return refuse(request, bad_request("unsupported_type", "The body must not be encoded."));
  return std::nullopt;
}

Result<auth::Caller> Dispatch::who(const Request& request) const {
  const auto cookie = cookie_of(request.head, context_.cookie_name());
  if (!cookie) return Error{ErrorKind::kDenied, "invalid_token", "", "", "two session cookies"};
  return context_.identity.who({request.head.field("authorization"), *cookie});
}

bool Dispatch::is_hidden(const Request& request) const {
  const auto gone = [&](auto&& find) {
    const auto found = in_read(context_.services.store, find);
    return !found.ok() && found.error().kind == ErrorKind::kNotFound;
  };
  if (starts_with(request.route, "/api/predictions/{id}")) {
    const auto id = PredictionId::parse(request.param());
    return !id || gone([&](store::Session& session) {
      return store::find_prediction(session, request.tenant(), *id);
    });
  }
  if (starts_with(request.route, "/api/models/{id}")) {
    const auto id = ModelId::parse(request.param());
    return !id || gone([&](store::Session& session) {
      return store::find_model(session, request.tenant(), *id);
    });
  }
  if (starts_with(request.route, "/api/uploads/{id}")) {
    const auto id = UploadId::parse(request.param());
    return !id || gone([&](store::Session& session) {
      return store::find_upload(session, request.tenant(), *id);
    });
  }
  return false;
}

Reply Dispatch::run(const Request& request, Handler handler) const {
  try {
    auto reply = handler(request, context_);
    if (!reply.ok()) return refuse(request, reply.error());
    return std::move(*reply);
  } catch (const std::exception& error) {
    return refuse(request, bug(error.what()));
  }
}

Reply Dispatch::finish(const Request& request, BodyConsumer& consumer) const {
  try {
    auto reply = consumer.finish();
    if (!reply.ok()) return refuse(request, reply.error());
    return std::move(*reply);
  } catch (const std::exception& error) {
    return refuse(request, bug(error.what()));
  }
}

Reply Dispatch::refuse(const Request& request, const Error& error) const {
  if (error.kind == ErrorKind::kBug)
    context_.services.log.error("request_failed", error, {{"request_id", request.id}});
  else if (error.kind == ErrorKind::kDenied || !error.detail.empty())
    context_.services.log.info(
        "request_refused",
        {{"request_id", request.id}, {"code", error.code}, {"cause", error.detail}});
  return problem(error, request.id);
}

}  // namespace retainwise::http
