#include "service/http/prediction_json.h"

namespace retainwise::http {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json time_or_null(const std::optional<Time>& time) {
  return time ? Json(rfc3339(*time)) : Json();
}

}  // namespace

Json prediction_item(const store::Prediction& prediction) {
  return {{"id", prediction.id.text()},
          {"upload_id", prediction.upload.value},
          {"filename", prediction.filename},
          {"status", store::name_of(prediction.status)},
          {"stage", text_or_null(prediction.stage)},
          {"progress", prediction.progress},
          {"rows_processed", prediction.rows_processed},
          {"mode", text_or_null(prediction.mode)},
          {"created_at", rfc3339(prediction.created_at)},
          {"updated_at", rfc3339(prediction.updated_at)},
          {"has_output", prediction.output_key.has_value()},
          {"result_sha256", text_or_null(prediction.result_sha256)},
          {"error_message", text_or_null(prediction.error_message)}};
}

Json prediction_whole(const store::Prediction& prediction) {
  Json json = prediction_item(prediction);
  json["metrics_json"] = prediction.metrics.is_object() ? prediction.metrics : Json();
  json["options"] = prediction.options.is_object() ? prediction.options : Json::object();
  json["errors"] = prediction.errors.is_array() ? prediction.errors : Json::array();
  json["model_id"] = prediction.model ? Json(prediction.model->text()) : Json();
  json["started_at"] = time_or_null(prediction.started_at);
  json["finished_at"] = time_or_null(prediction.finished_at);
  json["failures"] = prediction.failures;
  json["deaths"] = prediction.deaths;
  json["losses"] = prediction.losses;
  return json;
}

Json upload_item(const store::Upload& upload) {
  return {{"id", upload.id.value},
          {"filename", upload.filename},
          {"file_size", upload.file_size},
          {"sha256", upload.sha256},
          {"object_key", upload.object_key.text()},
          {"created_at", rfc3339(upload.created_at)}};
}

}  // namespace retainwise::http
