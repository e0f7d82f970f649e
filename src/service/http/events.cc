/// GET /api/predictions/events: server-sent events of the tenant's predictions (WHATWG HTML §9.2).
#include <charconv>
#include <map>

#include "service/http/cookies.h"
#include "service/http/parameters.h"
#include "service/http/prediction_json.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"
#include "service/store/changes.h"

namespace retainwise::http {
namespace {

constexpr int kBatch = 200;

std::string event_text(std::int64_t number, std::string_view kind, const Json& data) {
  return "id: " + std::to_string(number) + "\nevent: " + std::string(kind) +
         "\ndata: " + to_text(data) + "\n\n";
}

/// Of several changes of one prediction only the last is told: an event carries the state as it is.
std::vector<store::Change> latest(const std::vector<store::Change>& changes) {
  std::map<std::string, std::int64_t> last;
  for (const auto& change : changes) last[change.prediction.text()] = change.number;
  std::vector<store::Change> kept;
  for (const auto& change : changes) {
    if (last[change.prediction.text()] == change.number) kept.push_back(change);
  }
  return kept;
}

class PredictionEvents final : public EventStream {
 public:
  PredictionEvents(const Request& request, Context& context, std::int64_t number,
                   std::shared_ptr<void> turn)
      : context_(context),
        tenant_(request.tenant()),
        authorization_(request.head.field("authorization")),
        cookie_(cookie_of(request.head, context.cookie_name()).value_or("")),
        number_(number),
        turn_(std::move(turn)) {}

  std::optional<std::string> next() override {
    // A session that ended takes its streams with it.
    const auto caller = context_.identity.who({authorization_, cookie_});
    if (!caller.ok() && caller.error().kind == ErrorKind::kDenied) return std::nullopt;
    std::string text;
    const auto read = context_.services.store.read([&](store::Session& session) -> Result<void> {
      text.clear();
      return read_changes(session, text);
    });
    if (!read.ok()) return std::string();  // told at the next call
    return text;
  }

 private:
  Result<void> read_changes(store::Session& session, std::string& text) {
    RW_TRY(const auto changes, store::changes_since(session, tenant_, number_, kBatch));
    for (const auto& change : latest(changes)) {
      const auto found = store::find_prediction(session, tenant_, change.prediction);
      if (found.ok())
        text += event_text(change.number, "prediction", prediction_item(*found));
      else if (found.error().kind == ErrorKind::kNotFound)
        text += event_text(change.number, "deleted", {{"id", change.prediction.text()}});
      else
        return found.error();
    }
    if (!changes.empty()) number_ = changes.back().number;
    return {};
  }

  Context& context_;
  TenantId tenant_;
  std::string authorization_, cookie_;
  std::int64_t number_;
  std::shared_ptr<void> turn_;
};

/// Where the stream goes on: after Last-Event-ID if that is a number, else from now.
Result<std::int64_t> start_of(const Request& request, Context& context) {
  const auto id = request.head.field("last-event-id");
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  RW_TRY(const auto last, in_read(context.services.store, [&](store::Session& session) {
           return store::last_change(session, request.tenant());
         }));
  const bool usable = !id.empty() && error == std::errc() && end == id.data() + id.size() &&
                      number >= 0 && number <= last;
  return usable ? number : last;
}

Result<Reply> events(const Request& request, Context& context) {
  auto turn = context.streams.take(request.caller->user);
  if (!turn)
    return bad_request("too_many_streams", "You have 8 event streams open.",
                       "Close one, or ask for the list every few seconds.");
  RW_TRY(const auto number, start_of(request, context));
  Reply reply;
  reply.events = std::make_unique<PredictionEvents>(request, context, number, std::move(turn));
  reply.with("Content-Type", "text/event-stream; charset=utf-8").with("X-Accel-Buffering", "no");
  return reply;
}

const Route kRoutes[] = {
    {GET, "/api/predictions/events", events, Needs::kRead},
};

}  // namespace

std::span<const Route> event_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
