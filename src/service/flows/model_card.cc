#include "service/flows/model_card.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"
#include "engine/model/file.h"
#include "engine/report/measured.h"
#include "service/flows/sha256.h"

namespace retainwise::flows {
namespace {

/// Of a category, for a person to choose from; a column of a thousand towns is not listed whole.
constexpr std::size_t kListedLevels = 50;
constexpr std::size_t kLongestLevel = 80;

Json levels_json(const model::InputColumn& input) {
  Json levels = Json::array();
  for (std::size_t i = 0; i < std::min(kListedLevels, input.levels.size()); ++i)
    levels.push_back(shortened(input.levels[i], kLongestLevel));
  return levels;
}

Json input_json(const model::InputColumn& input) {
  return {{"name", input.name},
          {"type", table::name_of(input.type)},
          {"category", input.category},
          {"levels", levels_json(input)},
          {"level_count", input.levels.size()}};
}

std::optional<table::Type> type_of(const std::string& name) {
  constexpr std::array kTypes = {table::Type::kEmpty,         table::Type::kNumber,
                                 table::Type::kBoolean,       table::Type::kDate,
                                 table::Type::kDateAmbiguous, table::Type::kText};
  for (const table::Type type : kTypes) {
    if (table::name_of(type) == name) return type;
  }
  return std::nullopt;
}

/// Throws Json::exception where it is not as input_json() makes it.
model::InputColumn input_of(const Json& json) {
  return {json.at("name").get<std::string>(),
          type_of(json.at("type").get<std::string>()).value_or(table::Type::kText),
          json.at("category").get<bool>(),
          {}};
}

std::vector<model::InputColumn> inputs_of(const Json& list) {
  std::vector<model::InputColumn> inputs;
  for (const Json& each : list) inputs.push_back(input_of(each));
  return inputs;
}

const Json& at_or_null(const Json& object, const char* key) {
  static const Json kNull;
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found == object.end() ? kNull : *found;
}

double skill_of(const Json& figures) {
  const Json& auc = at_or_null(at_or_null(figures, "roc_auc"), "value");
  return auc.is_number() ? std::max(0.0, auc.get<double>() - 0.5) : 0;
}

bool is_chance(const Json& figures) {
  return at_or_null(at_or_null(figures, "verdict"), "code") == report::kNoBetterThanChance;
}

predict::Candidate candidate_of(const store::StoredModel& model) {
  const Json& figures = at_or_null(model.card, "figures");
  return {model.id.text(),
          inputs_of(model.card.at("inputs")),
          predict::importance_of(figures),
          skill_of(figures),
          model.is_default,
          true};
}

}  // namespace

Result<Json> model_card(ByteSpan bytes) {
  RW_TRY(model::Model model, model::read(bytes));
  if (model.figures.is_object()) model.figures.erase("shapes");
  Json inputs = Json::array();
  for (const model::InputColumn& input : model.inputs) inputs.push_back(input_json(input));
  return Json{{"outcome_column", model.outcome_column},
              {"left_value", model.left_value},
              {"base_rate", model.base_rate},
              {"threshold", model.threshold},
              {"inputs", std::move(inputs)},
              {"figures", std::move(model.figures)}};
}

std::string family_of(const Json& card) {
  std::set<std::string> names;
  for (const Json& input : card.at("inputs")) names.insert(input.at("name").get<std::string>());
  Json named = Json::array({card.at("outcome_column"), Json(names)});
  const std::string text = to_text(named);
  return sha256_hex(as_bytes(text));
}

std::vector<predict::Candidate> candidates_of(const std::vector<store::StoredModel>& models) {
  std::vector<predict::Candidate> out;
  std::set<std::string> families;
  for (const store::StoredModel& model : models) {
    if (!model.card.is_object()) continue;
    predict::Candidate candidate = candidate_of(model);
    const bool tells = !is_chance(at_or_null(model.card, "figures"));
    const bool newest = tells && families.insert(model.family).second;
    candidate.by_itself = newest || candidate.preferred;
    out.push_back(std::move(candidate));
  }
  return out;
}

Json candidates_json(const std::vector<predict::Candidate>& candidates) {
  Json list = Json::array();
  for (const predict::Candidate& each : candidates) {
    Json inputs = Json::array();
    for (const model::InputColumn& input : each.inputs)
      inputs.push_back({{"name", input.name},
                        {"type", table::name_of(input.type)},
                        {"category", input.category}});
    list.push_back({{"id", each.id},
                    {"inputs", std::move(inputs)},
                    {"importance", each.importance},
                    {"skill", each.skill},
                    {"preferred", each.preferred},
                    {"by_itself", each.by_itself}});
  }
  return list;
}

Result<std::vector<predict::Candidate>> read_candidates(std::string_view text) {
  RW_TRY(const Json list, parse_json(text, {.depth = 16, .bytes = text.size() + 1}));
  std::vector<predict::Candidate> out;
  try {
    for (const Json& each : list)
      out.push_back({each.at("id").get<std::string>(), inputs_of(each.at("inputs")),
                     each.at("importance").get<std::map<std::string, double>>(),
                     each.at("skill").get<double>(), each.at("preferred").get<bool>(),
                     each.at("by_itself").get<bool>()});
  } catch (const Json::exception& exception) {
    return bug(std::string("models.json is not one: ") + exception.what());
  }
  return out;
}

}  // namespace retainwise::flows
