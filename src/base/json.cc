#include "base/json.h"

#include <cmath>
#include <set>
#include <vector>

#include "base/text.h"

namespace retainwise {
namespace {

/// Watches a parse for what the grammar allows and we do not: depth and doubled keys.
class Watch {
 public:
  explicit Watch(std::size_t limit) : limit_(limit) {}

  bool operator()(int depth, Json::parse_event_t event, Json& value) {
    using Event = Json::parse_event_t;
    if (static_cast<std::size_t>(depth) > limit_) too_deep_ = true;
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end && !keys_.empty()) keys_.pop_back();
    if (event == Event::key && !keys_.empty() &&
        !keys_.back().insert(value.get<std::string>()).second)
      doubled_ = value.get<std::string>();
    return !too_deep_;
  }

  bool too_deep() const { return too_deep_; }
  const std::string& doubled() const { return doubled_; }

 private:
  std::size_t limit_;
  bool too_deep_ = false;
  std::string doubled_;
  std::vector<std::set<std::string>> keys_;
};

/// Depth by brackets outside strings, before the parser recurses or allocates.
bool deeper_than(std::string_view text, std::size_t limit) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limit) return true;
    } else if (c == ']' || c == '}') {
      if (depth > 0) --depth;
    }
  }
  return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes)
    return bad_request("json_too_large",
                       "The JSON text is larger than " + std::to_string(limits.bytes) + " bytes.");
  if (deeper_than(text, limits.depth))
    return bad_request("json_too_deep", "The JSON text is nested deeper than " +
                                            std::to_string(limits.depth) + " levels.");
  Watch watch(limits.depth);
  try {
    Json json = Json::parse(text, [&](int depth, Json::parse_event_t event, Json& value) {
      return watch(depth, event, value);
    });
    if (!watch.doubled().empty())
      return bad_request("json_doubled_key", "The key \"" + shortened(watch.doubled(), 80) +
                                                 "\" stands twice in one JSON object.");
    return json;
  } catch (const Json::exception& error) {
    Error result = bad_request("not_json", "This is not valid JSON.");
    if (const auto* parse = dynamic_cast<const Json::parse_error*>(&error))
      result.what =
          "This is not valid JSON: it goes wrong at byte " + std::to_string(parse->byte) + ".";
    result.detail = error.what();
    return result;
  }
}

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json number_or_null(double value) {
  if (!std::isfinite(value)) return nullptr;
  return value;
}

Json member_or_null(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? Json(nullptr) : *found;
}

std::string text_member(const Json& object, const char* key) {
  const Json found = member_or_null(object, key);
  return found.is_string() ? found.get<std::string>() : std::string();
}

}  // namespace retainwise
