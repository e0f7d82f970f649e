#include "service/flows/score_rows.h"

#include "base/text.h"
#include "engine/predict/given_rows.h"
#include "engine/predict/ready_model.h"
#include "engine/report/columns.h"
#include "service/flows/model_card.h"
#include "service/flows/models.h"
#include "service/flows/turn.h"

namespace retainwise::flows {
namespace {

Error busy() {
  return bad_request("too_many_requests", "Other rows are being scored at the moment.",
                     "Ask again in a second.");
}

Result<void> check_rows(const Json& rows) {
  if (!rows.is_array() || rows.empty() || rows.size() > kMostRows)
    return bad_request("bad_field",
                       "\"rows\" must be an array of 1 to " + std::to_string(kMostRows) +
                           " objects from column names to values.",
                       "Upload more rows than that as a file.");
  return {};
}

/// How many of the inputs some row names.
std::size_t named_inputs(const predict::Candidate& candidate, const Json& rows) {
  std::size_t named = 0;
  for (const model::InputColumn& input : candidate.inputs) {
    for (const Json& row : rows) {
      if (!row.is_object() || !row.contains(input.name)) continue;
      ++named;
      break;
    }
  }
  return named;
}

Error no_model() {
  return bad_request("no_model_fits", "There is no model that reads the columns of these rows.",
                     "Name a model, or learn one from a file that says who left.");
}

/// The default, or the newest of those that read most of the rows' columns.
Result<store::StoredModel> chosen_model(Services& services, const TenantId& tenant,
                                        const Json& rows) {
  RW_TRY(auto models, usable_models(services, tenant));
  const auto candidates = candidates_of(models);
  const predict::Candidate* best = nullptr;
  std::size_t most = 0;
  for (const predict::Candidate& each : candidates) {
    const std::size_t named = each.by_itself ? named_inputs(each, rows) : 0;
    const bool fits = 2 * named >= each.inputs.size() && named > 0;
    if (!fits || (best != nullptr && (best->preferred || (!each.preferred && named <= most))))
      continue;
    best = &each;
    most = named;
  }
  if (best == nullptr) return no_model();
  for (store::StoredModel& model : models) {
    if (model.id.text() == best->id) return std::move(model);
  }
  return no_model();
}

Result<store::StoredModel> named_model(Services& services, const TenantId& tenant,
                                       const std::string& name) {
  const Error unknown =
      bad_request("unknown_model", "There is no model \"" + shortened(name, 80) + "\".",
                  "Take the id of one of your models, or leave \"model\" out.");
  const auto id = ModelId::parse(name);
  if (!id) return unknown;
  auto found = find_model(services, tenant, *id);
  if (!found.ok() && found.error().kind == ErrorKind::kNotFound) return unknown;
  return found;
}

Json messages_json(const std::vector<FileIssue>& messages) {
  Json list = Json::array();
  for (const FileIssue& each : messages) list.push_back(report::issue(each));
  return list;
}

}  // namespace

Result<Json> score_rows(Services& services, ReadyModels& ready, const TenantId& tenant,
                        const std::optional<std::string>& model, const Json& rows) {
  RW_CHECK_OK(check_rows(rows));
  const Turn turn(ready.under_way(), ReadyModels::kAtOnce);
  if (!turn.taken()) return busy();
  RW_TRY(const store::StoredModel stored,
         model ? named_model(services, tenant, *model) : chosen_model(services, tenant, rows));
  RW_TRY(const auto loaded, ready.get(services, stored));
  RW_TRY(auto given, predict::rows_of_json(loaded->model(), rows));
  RW_TRY(const auto scored, loaded->score(given.table, given.texts, {}));
  given.messages.insert(given.messages.end(), scored.messages.begin(), scored.messages.end());
  Json list = Json::array();
  for (std::size_t row = 0; row < scored.rows.size(); ++row) {
    Json each{{"row", row + 1}};
    each.update(scored.rows[row]);
    list.push_back(std::move(each));
  }
  return Json{
      {"success", true},
      {"model", {{"id", stored.id.text()}, {"name", stored.name}, {"version", stored.version}}},
      {"count", list.size()},
      {"rows", std::move(list)},
      {"messages", messages_json(given.messages)}};
}

}  // namespace retainwise::flows
