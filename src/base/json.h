#pragma once
/// JSON as the project writes and reads it: keys in the order they were put in, UTF-8 checked,
/// hostile input an Error instead of an exception.
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace retainwise {

using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t depth = 32;
  std::size_t bytes = 16U << 20U;
};

/// kBadRequest "not_json" with the byte where it stops being JSON; duplicate keys are refused.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});
/// Compact; invalid UTF-8 is replaced (U+FFFD), never thrown.
std::string to_text(const Json& json);
/// A finite number as itself, NaN and infinities as null.
Json number_or_null(double value);
/// What `object` holds under `key`; null where it is no object or has no such key.
Json member_or_null(const Json& object, const char* key);
/// The same as text; "" where it is none.
std::string text_member(const Json& object, const char* key);

}  // namespace retainwise
