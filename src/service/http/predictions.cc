/// /api/predictions: the list, one, run again, retry, cancel, remove.
#include "service/store/predictions.h"

#include "service/flows/accept_upload.h"
#include "service/flows/publish.h"
#include "service/flows/remove.h"
#include "service/http/parameters.h"
#include "service/http/prediction_json.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"

namespace retainwise::http {
namespace {

Json one_json(const store::Prediction& prediction) {
  return {{"success", true}, {"prediction", prediction_whole(prediction)}};
}

/// With all that its cursors are bound to.
std::string list_name(const Request& request) {
  return list_of("predictions",
                 {text_parameter(request.query, "status"), text_parameter(request.query, "q")});
}

Result<store::PredictionFilter> filter_of(const Request& request, const Context& context) {
  RW_CHECK_OK(only_parameters(request.query, {"limit", "cursor", "status", "q"}));
  store::PredictionFilter filter;
  const auto status = text_parameter(request.query, "status");
  filter.status = store::parse_status(status);
  if (!status.empty() && !filter.status)
    return bad_request("bad_parameter",
                       "\"status\" must be QUEUED, PROCESSING, COMPLETED or FAILED.");
  filter.q = text_parameter(request.query, "q");
  RW_TRY(const auto limit, number_parameter(request.query, "limit", filter.limit, 1, 100));
  filter.limit = static_cast<int>(limit);
  RW_TRY(const auto before, cursor_text(request, context, list_name(request)));
  filter.before = PredictionId::parse(before);
  return filter;
}

Result<Reply> list(const Request& request, Context& context) {
  RW_TRY(const auto filter, filter_of(request, context));
  RW_TRY(const auto page, in_read(context.services.store, [&](store::Session& session) {
           return store::list_predictions(session, request.tenant(), filter);
         }));
  Json items = Json::array();
  for (const auto& prediction : page.predictions) items.push_back(prediction_item(prediction));
  const auto count = items.size();
  Json next;
  if (page.next) next = make_cursor(request, context, list_name(request), page.next->text());
  return json_reply({{"success", true},
                     {"predictions", std::move(items)},
                     {"count", count},
                     {"next_cursor", std::move(next)}});
}

Result<Reply> one(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto prediction, in_read(context.services.store, [&](store::Session& session) {
           return store::find_prediction(session, request.tenant(), id);
         }));
  return json_reply(one_json(prediction));
}

Result<Reply> run_again(const Request& request, Context& context) {
  RW_TRY(const auto asked, upload_and_options(request.body));
  RW_TRY(const auto prediction,
         flows::predict_again(context.services, request.tenant(), request.caller->user,
                              asked.upload, asked.options));
  return json_reply(one_json(prediction), 201);
}

Result<Reply> retry(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto prediction, in_write(context.services.store, [&](store::Session& session) {
           return store::retry_prediction(session, request.tenant(), id);
         }));
  flows::publish(context.services, id);
  return json_reply(one_json(prediction), 202);
}

Result<Reply> cancel(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto prediction, in_write(context.services.store, [&](store::Session& session) {
           return store::cancel_prediction(session, request.tenant(), id);
         }));
  return json_reply(one_json(prediction), 202);
}

Result<Reply> remove(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_CHECK_OK(flows::remove_prediction(context.services, request.tenant(), id));
  return empty_reply(204);
}

const Route kRoutes[] = {
    {GET, "/api/predictions", list, Needs::kRead},
    {POST, "/api/predictions", run_again, Needs::kWrite},
    {GET, "/api/predictions/{id}", one, Needs::kRead},
    {DELETE, "/api/predictions/{id}", remove, Needs::kWrite},
    {POST, "/api/predictions/{id}/retry", retry, Needs::kWrite},
    {POST, "/api/predictions/{id}/cancel", cancel, Needs::kWrite},
};

}  // namespace

std::span<const Route> prediction_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
