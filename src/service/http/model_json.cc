#include "service/http/model_json.h"

namespace retainwise::http {
namespace {

/// null where `object` is none or has no such key.
Json at(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() ? *found : Json();
}

/// By column, from the figures' `importance`.
Json share_of(const Json& importance, const Json& column) {
  if (!importance.is_array()) return nullptr;
  for (const Json& each : importance) {
    if (at(each, "column") == column) return at(each, "share");
  }
  return nullptr;
}

/// [{name, type, category, levels, level_count, share}]
Json inputs_json(const Json& card) {
  Json inputs = Json::array();
  const Json importance = at(at(card, "figures"), "importance");
  for (Json input : at(card, "inputs")) {
    input["share"] = share_of(importance, at(input, "name"));
    inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace

Json model_item(const store::StoredModel& model) {
  const Json figures = at(model.card, "figures");
  return {{"id", model.id.text()},
          {"name", model.name},
          {"version", model.version},
          {"default", model.is_default},
          {"outcome_column", at(model.card, "outcome_column")},
          {"left_value", at(model.card, "left_value")},
          {"inputs_count", at(model.card, "inputs").size()},
          {"trained_on_rows", at(at(figures, "model"), "trained_on_rows")},
          {"roc_auc", at(figures, "roc_auc")},
          {"verdict", at(figures, "verdict")},
          {"prediction_id", model.prediction.text()},
          {"file_size", model.file_size},
          {"sha256", model.sha256},
          {"created_at", rfc3339(model.created_at)}};
}

Json model_whole(const store::StoredModel& model) {
  Json json = model_item(model);
  const Json figures = at(model.card, "figures");
  json["kind"] = at(at(figures, "model"), "kind");
  json["program_version"] = at(figures, "version");
  json["base_rate"] = at(model.card, "base_rate");
  json["threshold"] = at(model.card, "threshold");
  json["inputs"] = inputs_json(model.card);
  json["figures"] = figures;
  return json;
}

}  // namespace retainwise::http
