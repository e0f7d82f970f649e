#pragma once
/// What a caller may decide about a run; the same object in the API's `options`, in the CLI's
/// `--options` and in the record of what was used.
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "engine/csv/reader.h"

namespace retainwise::predict {

struct Options {
  std::optional<std::string> outcome;          ///< column name
  std::optional<std::string> left_value;       ///< the cell text that means "left"
  std::map<std::string, std::string> roles;    ///< column → role name
  std::optional<std::string> id, date, value;  ///< column names
  std::vector<std::string> ignored;
  std::optional<std::string> period;  ///< "30 days": words for the page only
  std::optional<Date> as_of;          ///< "today" of the run; filled in by the caller
  std::optional<double> true_rate;    ///< 0 < rate < 1
  std::optional<double> threshold;    ///< 0 < p < 1
  std::optional<std::string> model;   ///< model id; resolved by the service
  std::uint64_t seed = 0;
  csv::ReadOptions reading;

  /// kBadRequest naming the key, its value and what is allowed; unknown keys are refused.
  static Result<Options> from_json(const Json& json);
  /// Only what differs from the default; from_json(to_json()) is the same options.
  Json to_json() const;
};

}  // namespace retainwise::predict
