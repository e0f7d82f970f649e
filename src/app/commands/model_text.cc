#include "app/commands/model_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include "app/say.h"
#include "base/text.h"
#include "engine/model/file.h"
#include "engine/model/tree_depth.h"
#include "service/flows/model_card.h"
#include "service/flows/sha256.h"

namespace retainwise::app {
namespace {

constexpr std::size_t kWidestName = 40;

std::string share_text(double share) {
  return format_fixed(100 * share, 1) + "%";
}

Json predictor_json(const model::Predictor& predictor) {
  Json trees = Json::array(), curves = Json::array();
  for (const auto& [weight, member] : predictor.trees)
    trees.push_back(
        {{"weight", weight}, {"trees", member.trees.size()}, {"deepest", model::deepest(member)}});
  for (const auto& [weight, member] : predictor.additive)
    curves.push_back({{"weight", weight}, {"curves", member.curves.size()}});
  return {{"features", predictor.encoding.features.size()},
          {"intercept", predictor.intercept},
          {"trees", std::move(trees)},
          {"curves", std::move(curves)}};
}

std::string auc_sentence(const Json& figure) {
  if (!member_or_null(figure, "value").is_number()) return "";
  return "AUC " + format_fixed(figure["value"].get<double>(), 3) + " (" +
         format_fixed(member_or_null(figure, "low").get<double>(), 3) + " to " +
         format_fixed(member_or_null(figure, "high").get<double>(), 3) +
         ") on customers it had not seen";
}

std::string about_learning(const Json& shown) {
  const Json figures = member_or_null(shown, "figures");
  const Json rows = member_or_null(member_or_null(figures, "model"), "trained_on_rows");
  std::string out = "Says whether " + text_member(shown, "outcome_column") + " is \"" +
                    text_member(shown, "left_value") + "\"";
  if (rows.is_number_integer())
    out += ", learned from " + with_commas(rows.get<std::int64_t>()) + " customers";
  out += "; base rate " + share_text(shown.at("base_rate").get<double>()) + ", high risk from " +
         share_text(shown.at("threshold").get<double>()) + ".\n";
  const std::string auc = auc_sentence(member_or_null(figures, "roc_auc"));
  if (!auc.empty()) out += auc + ".\n";
  const std::string verdict = text_member(member_or_null(figures, "verdict"), "sentence");
  return verdict.empty() ? out : out + verdict + "\n";
}

std::string kind_of(const Json& input) {
  if (!member_or_null(input, "category").get<bool>()) return text_member(input, "type");
  return counted(member_or_null(input, "level_count").get<std::size_t>(), "level", "levels");
}

std::map<std::string, double> shares_of(const Json& shown) {
  std::map<std::string, double> shares;
  const Json importance = member_or_null(member_or_null(shown, "figures"), "importance");
  if (!importance.is_array()) return shares;
  for (const Json& each : importance) {
    const Json share = member_or_null(each, "share");
    if (share.is_number()) shares[text_member(each, "column")] = share.get<double>();
  }
  return shares;
}

/// The columns that it reads, those that move the scores most first.
std::string about_inputs(const Json& shown) {
  const std::map<std::string, double> shares = shares_of(shown);
  std::vector<std::pair<double, Json>> inputs;
  for (const Json& input : shown.at("inputs")) {
    const auto share = shares.find(text_member(input, "name"));
    inputs.emplace_back(share == shares.end() ? 0.0 : share->second, input);
  }
  std::stable_sort(inputs.begin(), inputs.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out = "Reads " + counted(inputs.size(), "column", "columns") + ":\n";
  for (const auto& [share, input] : inputs) {
    std::string name = shortened(text_member(input, "name"), kWidestName);
    name.append(kWidestName - std::min(kWidestName, name.size()), ' ');
    std::string part = shares.empty() ? "" : share_text(share);
    part.insert(0, 6 - std::min<std::size_t>(6, part.size()), ' ');
    out += "  " + part + "  " + name + "  " + kind_of(input) + "\n";
  }
  return out;
}

std::string about_parts(const Json& shown) {
  std::size_t trees = 0, curves = 0, deepest = 0;
  for (const Json& predictor : shown.at("predictors")) {
    for (const Json& member : predictor.at("trees")) {
      trees += member.at("trees").get<std::size_t>();
      deepest = std::max(deepest, member.at("deepest").get<std::size_t>());
    }
    for (const Json& member : predictor.at("curves"))
      curves += member.at("curves").get<std::size_t>();
  }
  std::string out = "Made of " + counted(shown.at("predictors").size(), "predictor", "predictors") +
                    " whose log-odds are averaged: " + counted(trees, "tree", "trees");
  if (trees > 0) out += " of depth " + std::to_string(deepest) + " at most";
  return out + " and " + counted(curves, "curve", "curves") + ".\n";
}

std::string about_origin(const Json& shown) {
  const Json figures = member_or_null(shown, "figures");
  std::string out;
  const std::string version = text_member(figures, "version"),
                    input = text_member(figures, "input_sha256");
  if (!version.empty())
    out += "Learned by version " + version + " (" + text_member(figures, "instruction_set") + ")";
  if (!input.empty()) out += ", from the file with sha256 " + input;
  return out.empty() ? out : out + ".\n";
}

std::string headline(const std::string& name, const Json& shown) {
  std::string out = name;
  if (const std::string kept = text_member(shown, "name"); !kept.empty())
    out = kept + ", version " + std::to_string(shown.at("version").get<std::int64_t>()) +
          (shown.value("default", false) ? ", the default" : "") + " (" + name + ")";
  return out + ": " + with_commas(shown.at("file_size").get<std::int64_t>()) + " bytes, sha256 " +
         text_member(shown, "sha256") + "\n";
}

}  // namespace

Result<Json> whole_card(ByteSpan bytes) {
  RW_TRY(Json card, flows::model_card(bytes));
  RW_TRY(const model::Model model, model::read(bytes));
  card["file_size"] = bytes.size();
  card["sha256"] = flows::sha256_hex(bytes);
  Json predictors = Json::array();
  for (const model::Predictor& predictor : model.predictors)
    predictors.push_back(predictor_json(predictor));
  card["predictors"] = std::move(predictors);
  return card;
}

std::string model_in_words(const std::string& name, const Json& shown) {
  return headline(name, shown) + about_learning(shown) + about_inputs(shown) + about_parts(shown) +
         about_origin(shown);
}

std::string models_in_words(const Json& models) {
  if (models.empty()) return "No models yet: upload a file that says who left.\n";
  std::string out;
  for (const Json& each : models) {
    out += text_member(each, "id") + "  " + text_member(each, "created_at").substr(0, 10) + "  " +
           text_member(each, "name") + " v" +
           std::to_string(each.at("version").get<std::int64_t>()) +
           (each.value("default", false) ? " (default)" : "");
    const std::string auc = auc_sentence(member_or_null(each, "roc_auc"));
    out += (auc.empty() ? "" : ", " + auc) + "\n";
  }
  return out;
}

}  // namespace retainwise::app
