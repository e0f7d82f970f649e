#pragma once
/// From columns to the words of base. For this room only.
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace retainwise::store {

/// kBug where a row holds what this program never writes.
template <class Id>
Result<Id> id_from(const std::string& text) {
  std::optional<Id> id = Id::parse(text);
  if (!id) return bug("a row of the database holds a malformed id or key");
  return *std::move(id);
}

/// nullopt for "".
template <class Id>
Result<std::optional<Id>> optional_id_from(const std::string& text) {
  if (text.empty()) return std::optional<Id>();
  RW_TRY(Id id, id_from<Id>(text));
  return std::optional<Id>(std::move(id));
}

inline Result<Json> json_from(const std::string& text) {
  if (text.empty()) return Json();
  Result<Json> json = parse_json(text, {.depth = 64, .bytes = 256U << 20U});
  if (!json.ok()) return bug("a row of the database holds malformed JSON");
  return json;
}

/// nullopt for 0.
inline std::optional<Time> optional_time_from(std::int64_t milliseconds) {
  if (milliseconds == 0) return std::nullopt;
  return Time{milliseconds};
}

}  // namespace retainwise::store
