#include "service/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"

namespace retainwise::http {
namespace {

std::string purpose(const Request& request, std::string_view list) {
  return "cursor/" + std::string(list) + "/" + request.tenant().text();
}

std::string joined(std::initializer_list<std::string_view> names) {
  std::string list;
  for (const auto name : names) (list += list.empty() ? "" : ", ") += name;
  return list;
}

}  // namespace

Result<PredictionId> prediction_id(const Request& request) {
  auto id = PredictionId::parse(request.param());
  if (!id) return not_found("There is no such prediction.");
  return std::move(*id);
}

Result<UploadId> upload_id(const Request& request) {
  const auto id = UploadId::parse(request.param());
  if (!id) return not_found("There is no such upload.");
  return *id;
}

Result<ModelId> model_id(const Request& request) {
  auto id = ModelId::parse(request.param());
  if (!id) return not_found("There is no such model.");
  return std::move(*id);
}

Result<std::int64_t> customer_row(const Request& request) {
  const auto& text = request.param(1);
  std::int64_t row = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  if (error != std::errc() || end != text.data() + text.size() || row < 1)
    return not_found("There is no such customer.");
  return row;
}

Result<std::int64_t> number_parameter(const Query& query, std::string_view name,
                                      std::int64_t otherwise, std::int64_t low, std::int64_t high) {
  const auto text = query.get(name);
  if (!text) return otherwise;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < low || value > high)
    return bad_request("bad_parameter", "\"" + std::string(name) + "\" must be a number from " +
                                            std::to_string(low) + " to " + std::to_string(high) +
                                            ".");
  return value;
}

std::string text_parameter(const Query& query, std::string_view name) {
  return std::string(query.get(name).value_or(""));
}

Result<void> only_parameters(const Query& query, std::initializer_list<std::string_view> known) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : query.all()) {
    const std::string quoted = "\"" + shortened(name, 80) + "\"";
    if (std::find(known.begin(), known.end(), name) == known.end())
      return bad_request("unknown_parameter", "There is no parameter " + quoted + " here.",
                         "Known are: " + joined(known) + ".");
    if (!seen.insert(name).second)
      return bad_request("repeated_parameter", "The parameter " + quoted + " stands twice.",
                         "Send it once.");
  }
  return {};
}

std::string list_of(std::string_view name, std::initializer_list<std::string_view> choices) {
  std::string list(name);
  for (const auto choice : choices) {
    // The length first: no two choices of values give the same text.
    list += "?" + std::to_string(choice.size()) + ":";
    list += choice;
  }
  return list;
}

Result<std::string> cursor_text(const Request& request, const Context& context,
                                std::string_view list) {
  const auto cursor = request.query.get("cursor");
  if (!cursor || cursor->empty()) return std::string();
  auto text = context.signer.open(purpose(request, list), *cursor);
  if (!text)
    return bad_request("bad_cursor", "The cursor is not one that this list gave.",
                       "A cursor holds for the same sort and filters only, and until the server is "
                       "started again. Start again without a cursor.");
  return std::move(*text);
}

Json make_cursor(const Request& request, const Context& context, std::string_view list,
                 const std::string& text) {
  return context.signer.sign(purpose(request, list), text);
}

Result<Json> json_object(std::string_view body, std::initializer_list<std::string_view> keys) {
  RW_TRY(Json json, parse_json(body));
  if (!json.is_object()) return bad_request("not_an_object", "The body must be a JSON object.");
  for (const auto& [key, value] : json.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      return bad_request("unknown_field",
                         "The body has a field that is not known here: \"" + key + "\".");
  }
  return json;
}

Result<UploadAndOptions> upload_and_options(std::string_view body) {
  RW_TRY(const Json json, json_object(body, {"upload_id", "options"}));
  const auto number = json.value("upload_id", Json());
  if (!number.is_number_integer())
    return bad_request("bad_field", "\"upload_id\" must be the number of an upload.");
  const auto options = json.value("options", Json());
  if (!options.is_null() && !options.is_object())
    return bad_request("bad_field", "\"options\" must be an object.");
  return UploadAndOptions{UploadId{number.get<std::int64_t>()},
                          options.is_null() ? std::string() : to_text(options)};
}

}  // namespace retainwise::http
