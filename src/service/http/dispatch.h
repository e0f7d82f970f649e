#pragma once
/// From a request's head to its handler: host, route, caller, role, same-origin, body type, and
/// only then the handler. Knows no sockets; errors become answers here and are logged here.
#include <memory>
#include <optional>
#include <variant>

#include "service/http/context.h"
#include "service/http/origin.h"
#include "service/http/page.h"
#include "service/http/reply.h"
#include "service/http/request.h"
#include "service/http/router.h"

namespace retainwise::http {

/// Either the answer, or what takes the body first.
using Opening = std::variant<Reply, std::unique_ptr<BodyConsumer>>;

class Dispatch {
 public:
  explicit Dispatch(Context& context);
  /// What is known without asking anybody: refusals by host and path, the page, inline routes.
  /// Never blocks. nullopt: go on with open() on a handler thread.
  std::optional<Reply> at_once(Request& request) const;
  /// Everything up to the body; runs the handler where there is no body. The request must outlive
  /// the consumer. May block.
  Opening open(Request& request) const;
  /// The consumer's answer.
  Reply finish(const Request& request, BodyConsumer& consumer) const;
  Reply refuse(const Request& request, const Error& error) const;
  Router::Match match(const Request& request) const;

 private:
  std::optional<Reply> unknown(const Request& request, const Router::Match& match) const;
  std::optional<Reply> admit(Request& request, const Route& route) const;
  std::optional<Reply> check_body(const Request& request) const;
  Result<auth::Caller> who(const Request& request) const;
  bool is_hidden(const Request& request) const;
  Reply run(const Request& request, Handler handler) const;

  Context& context_;
  AllowedHosts hosts_;
  Router router_;
  Page page_;
};

}  // namespace retainwise::http
