/// Answers at once: rows by a model, one customer with other values.
#include "service/flows/score_rows.h"
#include "service/flows/what_if.h"
#include "service/http/parameters.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

Result<Reply> score(const Request& request, Context& context) {
  RW_TRY(const Json json, json_object(request.body, {"model", "rows"}));
  std::optional<std::string> model;
  if (json.contains("model")) {
    if (!json["model"].is_string())
      return bad_request("bad_field", "\"model\" must be the id of a model.");
    model = json["model"].get<std::string>();
  }
  RW_TRY(const Json scores, flows::score_rows(context.services, context.models, request.tenant(),
                                              model, json.value("rows", Json())));
  return json_reply(scores);
}

Result<std::map<std::string, std::string>> changes_of(std::string_view body) {
  RW_TRY(const Json json, json_object(body, {"changes"}));
  const Json list = json.value("changes", Json());
  std::map<std::string, std::string> changes;
  if (!list.is_object())
    return bad_request("bad_field", "\"changes\" must be an object from column names to texts.");
  for (const auto& [column, value] : list.items()) {
    if (!value.is_string())
      return bad_request("bad_field", "A changed value must be a text, written as in the file.",
                         "Send \"70.35\" instead of 70.35.");
    changes[column] = value.get<std::string>();
  }
  return changes;
}

Result<Reply> what_if(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto row, customer_row(request));
  RW_TRY(const auto changes, changes_of(request.body));
  RW_TRY(const Json answer,
         flows::what_if(context.services, context.models, request.tenant(), id, row, changes));
  return json_reply(answer);
}

const Route kRoutes[] = {
    {POST, "/api/score", score, Needs::kWrite},
    {POST, "/api/predictions/{id}/customers/{row}/what-if", what_if, Needs::kWrite},
};

}  // namespace

std::span<const Route> scoring_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
