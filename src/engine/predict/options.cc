#include "engine/predict/options.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "engine/roles/roles.h"

namespace retainwise::predict {
namespace {

using Answer = Result<void>;

Error refused(std::string_view key, const Json& value, std::string_view allowed) {
  return bad_request("bad_option",
                     "The option \"" + std::string(key) + "\" is " + shortened(to_text(value), 80) +
                         "; it must be " + std::string(allowed) + ".",
                     "Change the option \"" + std::string(key) + "\" or leave it out.");
}

Answer read_text(std::string_view key, const Json& value, std::optional<std::string>& out) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    return refused(key, value, "a text that is not empty");
  out = value.get<std::string>();
  return {};
}

Answer read_share(std::string_view key, const Json& value, std::optional<double>& out) {
  const bool number = value.is_number();
  if (!number || !(value.get<double>() > 0 && value.get<double>() < 1))
    return refused(key, value, "a number above 0 and below 1");
  out = value.get<double>();
  return {};
}

Answer read_outcome(const Json& value, Options& out) {
  return read_text("outcome", value, out.outcome);
}
Answer read_left_value(const Json& value, Options& out) {
  return read_text("left_value", value, out.left_value);
}
Answer read_id(const Json& value, Options& out) {
  return read_text("id", value, out.id);
}
Answer read_date(const Json& value, Options& out) {
  return read_text("date", value, out.date);
}
Answer read_value(const Json& value, Options& out) {
  return read_text("value", value, out.value);
}
Answer read_period(const Json& value, Options& out) {
  return read_text("period", value, out.period);
}
Answer read_model(const Json& value, Options& out) {
  return read_text("model", value, out.model);
}
Answer read_true_rate(const Json& value, Options& out) {
  return read_share("true_rate", value, out.true_rate);
}
Answer read_threshold(const Json& value, Options& out) {
  return read_share("threshold", value, out.threshold);
}

Answer read_roles(const Json& value, Options& out) {
  constexpr std::string_view kAllowed =
      "an object from column names to one of input, outcome, identifier, leak, constant, text, "
      "date, value, ignored";
  if (!value.is_object()) return refused("roles", value, kAllowed);
  for (const auto& [column, role] : value.items()) {
    if (!role.is_string() || !roles::role_of(role.get<std::string>()))
      return refused("roles." + column, role, kAllowed);
    out.roles[column] = role.get<std::string>();
  }
  return {};
}

Answer read_ignored(const Json& value, Options& out) {
  if (!value.is_array()) return refused("ignored", value, "a list of column names");
  for (const Json& column : value) {
    if (!column.is_string()) return refused("ignored", value, "a list of column names");
    out.ignored.push_back(column.get<std::string>());
  }
  return {};
}

Answer read_as_of(const Json& value, Options& out) {
  if (value.is_string()) out.as_of = parse_iso_date(value.get<std::string>());
  if (!out.as_of) return refused("as_of", value, "a date such as \"2026-11-24\"");
  return {};
}

Answer read_seed(const Json& value, Options& out) {
  if (!value.is_number_unsigned() && !(value.is_number_integer() && value.get<std::int64_t>() >= 0))
    return refused("seed", value, "a whole number of 0 or more");
  out.seed = value.get<std::uint64_t>();
  return {};
}

/// nullopt where `value` is not one of the characters.
std::optional<char> one_of(const Json& value, std::string_view characters) {
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text == "tab")
    return characters.find('\t') != characters.npos ? std::optional('\t') : std::nullopt;
  if (text.size() != 1 || characters.find(text[0]) == characters.npos) return std::nullopt;
  return text[0];
}

Answer read_delimiter(const Json& value, Options& out) {
  out.reading.delimiter = one_of(value, ",;\t|^~: ");
  if (!out.reading.delimiter)
    return refused("delimiter", value, "one of , ; | ^ ~ : or \"tab\" or a space");
  return {};
}

Answer read_encoding(const Json& value, Options& out) {
  return read_text("encoding", value, out.reading.encoding);
}

Answer read_decimal(const Json& value, Options& out) {
  out.reading.decimal = one_of(value, ".,");
  if (!out.reading.decimal) return refused("decimal", value, "\".\" or \",\"");
  return {};
}

Answer read_date_order(const Json& value, Options& out) {
  if (value == "day_first") {
    out.reading.date_order = csv::DateOrder::kDayFirst;
  } else if (value == "month_first") {
    out.reading.date_order = csv::DateOrder::kMonthFirst;
  } else {
    return refused("date_order", value, "\"day_first\" or \"month_first\"");
  }
  return {};
}

Answer read_header(const Json& value, Options& out) {
  if (!value.is_boolean()) return refused("header", value, "true or false");
  out.reading.header = value.get<bool>();
  return {};
}

Answer read_sheet(const Json& value, Options& out) {
  return read_text("sheet", value, out.reading.sheet);
}

Answer read_keep_rows(const Json& value, Options& out) {
  constexpr std::string_view kAllowed = "a list of line numbers of the file, 1 or more";
  if (!value.is_array()) return refused("keep_rows", value, kAllowed);
  for (const Json& line : value) {
    const bool whole = line.is_number_integer();
    if (!whole || line.get<std::int64_t>() < 1) return refused("keep_rows", value, kAllowed);
    out.reading.keep_rows.push_back(line.get<std::int64_t>());
  }
  return {};
}

Answer read_types(const Json& value, Options& out) {
  constexpr std::string_view kAllowed =
      "an object from column names to one of number, boolean, date, text";
  constexpr std::array kTypes = {table::Type::kNumber, table::Type::kBoolean, table::Type::kDate,
                                 table::Type::kText};
  if (!value.is_object()) return refused("types", value, kAllowed);
  for (const auto& [column, type] : value.items()) {
    const auto known = std::find_if(
        kTypes.begin(), kTypes.end(),
        [&type = type](table::Type candidate) { return type == table::name_of(candidate); });
    if (known == kTypes.end()) return refused("types." + column, type, kAllowed);
    out.reading.types[column] = *known;
  }
  return {};
}

struct Key {
  std::string_view name;
  Answer (*read)(const Json&, Options&);
};

constexpr std::array kKeys = {
    Key{"outcome", read_outcome},
    Key{"left_value", read_left_value},
    Key{"roles", read_roles},
    Key{"id", read_id},
    Key{"date", read_date},
    Key{"value", read_value},
    Key{"ignored", read_ignored},
    Key{"period", read_period},
    Key{"as_of", read_as_of},
    Key{"true_rate", read_true_rate},
    Key{"model", read_model},
    Key{"threshold", read_threshold},
    Key{"seed", read_seed},
    Key{"delimiter", read_delimiter},
    Key{"encoding", read_encoding},
    Key{"decimal", read_decimal},
    Key{"date_order", read_date_order},
    Key{"header", read_header},
    Key{"keep_rows", read_keep_rows},
    Key{"sheet", read_sheet},
    Key{"types", read_types},
};

Error unknown_key(std::string_view key) {
  std::string allowed;
  for (const Key& known : kKeys) {
    allowed += (allowed.empty() ? "" : ", ") + std::string(known.name);
  }
  return bad_request(
      "unknown_option",
      "There is no option \"" + shortened(key, 80) + "\". The options are " + allowed + ".",
      "Take the option out or correct its name.");
}

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}

void put(Json& json, const char* key, const std::optional<char>& value) {
  if (value) json[key] = *value == '\t' ? "tab" : std::string(1, *value);
}

}  // namespace

Result<Options> Options::from_json(const Json& json) {
  if (!json.is_object())
    return bad_request("bad_options", "The options are not a JSON object.",
                       "Send an object such as {\"outcome\": \"Churn\"}, or leave them out.");
  Options out;
  for (const auto& [name, value] : json.items()) {
    const auto* key = std::find_if(kKeys.begin(), kKeys.end(),
                                   [&name = name](const Key& known) { return known.name == name; });
    if (key == kKeys.end()) return unknown_key(name);
    RW_CHECK_OK(key->read(value, out));
  }
  return out;
}

Json Options::to_json() const {
  Json json = Json::object();
  put(json, "outcome", outcome);
  put(json, "left_value", left_value);
  if (!roles.empty()) json["roles"] = roles;
  put(json, "id", id);
  put(json, "date", date);
  put(json, "value", value);
  if (!ignored.empty()) json["ignored"] = ignored;
  put(json, "period", period);
  if (as_of) json["as_of"] = iso(*as_of);
  put(json, "true_rate", true_rate);
  put(json, "model", model);
  put(json, "threshold", threshold);
  if (seed != 0) json["seed"] = seed;
  put(json, "delimiter", reading.delimiter);
  put(json, "encoding", reading.encoding);
  put(json, "decimal", reading.decimal);
  if (reading.date_order) {
    const bool day_first = *reading.date_order == csv::DateOrder::kDayFirst;
    json["date_order"] = day_first ? "day_first" : "month_first";
  }
  put(json, "header", reading.header);
  if (!reading.keep_rows.empty()) json["keep_rows"] = reading.keep_rows;
  put(json, "sheet", reading.sheet);
  for (const auto& [column, type] : reading.types) json["types"][column] = table::name_of(type);
  return json;
}

}  // namespace retainwise::predict
