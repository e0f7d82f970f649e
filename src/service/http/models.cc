/// /api/models: the list, one with its card, rename and default, remove, the shapes, the file.
#include "service/flows/models.h"

#include "service/flows/model_shapes.h"
#include "service/http/file_reply.h"
#include "service/http/model_json.h"
#include "service/http/parameters.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"
#include "service/store/predictions.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kList = "models";

Result<Reply> list(const Request& request, Context& context) {
  RW_CHECK_OK(only_parameters(request.query, {"limit", "cursor"}));
  RW_TRY(const auto limit, number_parameter(request.query, "limit", 20, 1, 100));
  RW_TRY(const auto before, cursor_text(request, context, kList));
  RW_TRY(const auto page, flows::list_models(context.services, request.tenant(),
                                             ModelId::parse(before), static_cast<int>(limit)));
  Json items = Json::array();
  for (const auto& each : page.models) items.push_back(model_item(each));
  const auto count = items.size();
  Json next;
  if (page.next) next = make_cursor(request, context, kList, page.next->text());
  return json_reply({{"success", true},
                     {"models", std::move(items)},
                     {"count", count},
                     {"next_cursor", std::move(next)}});
}

/// The name of the file that it was learned from; null once the prediction is gone.
Result<Json> filename_of(const store::StoredModel& model, Context& context) {
  const auto made_by = in_read(context.services.store, [&](store::Session& session) {
    return store::find_prediction(session, model.tenant, model.prediction);
  });
  if (made_by.ok()) return Json(made_by->filename);
  if (made_by.error().kind == ErrorKind::kNotFound) return Json();
  return made_by.error();
}

Result<Reply> one_reply(const store::StoredModel& model, Context& context) {
  RW_TRY(Json filename, filename_of(model, context));
  Json json = model_whole(model);
  json["filename"] = std::move(filename);
  return json_reply({{"success", true}, {"model", std::move(json)}});
}

Result<Reply> one(const Request& request, Context& context) {
  RW_TRY(const auto id, model_id(request));
  RW_TRY(const auto model, flows::find_model(context.services, request.tenant(), id));
  return one_reply(model, context);
}

Result<store::ModelChange> change_of(std::string_view body) {
  RW_TRY(const Json json, json_object(body, {"name", "default"}));
  store::ModelChange change;
  if (json.contains("name")) {
    if (!json["name"].is_string()) return bad_request("bad_field", "\"name\" must be a text.");
    change.name = json["name"].get<std::string>();
  }
  if (json.contains("default")) {
    if (!json["default"].is_boolean())
      return bad_request("bad_field", "\"default\" must be true or false.");
    change.is_default = json["default"].get<bool>();
  }
  return change;
}

Result<Reply> change(const Request& request, Context& context) {
  RW_TRY(const auto id, model_id(request));
  RW_TRY(auto change, change_of(request.body));
  RW_TRY(const auto model,
         flows::change_model(context.services, request.tenant(), id, std::move(change)));
  return one_reply(model, context);
}

Result<Reply> remove(const Request& request, Context& context) {
  RW_TRY(const auto id, model_id(request));
  RW_CHECK_OK(flows::remove_model(context.services, request.tenant(), id));
  return empty_reply(204);
}

Result<Reply> export_file(const Request& request, Context& context) {
  RW_TRY(const auto id, model_id(request));
  RW_CHECK_OK(only_parameters(request.query, {}));
  RW_TRY(auto file, flows::export_model(context.services, request.tenant(), id));
  return file_reply(request, std::move(file), "application/octet-stream");
}

Result<Reply> shapes(const Request& request, Context& context) {
  RW_TRY(const auto id, model_id(request));
  RW_CHECK_OK(only_parameters(request.query, {}));
  RW_TRY(const Json answer,
         flows::model_shapes(context.services, context.models, request.tenant(), id));
  return json_reply(answer);
}

const Route kRoutes[] = {
    {GET, "/api/models", list, Needs::kRead},
    {GET, "/api/models/{id}", one, Needs::kRead},
    {PATCH, "/api/models/{id}", change, Needs::kWrite},
    {DELETE, "/api/models/{id}", remove, Needs::kWrite},
    {GET, "/api/models/{id}/shapes", shapes, Needs::kRead},
    {GET, "/api/models/{id}/export", export_file, Needs::kRead},
};

}  // namespace

std::span<const Route> model_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
