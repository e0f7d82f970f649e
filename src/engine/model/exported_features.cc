#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "engine/model/fields.h"
#include "engine/model/xgboost_file.h"

namespace retainwise::model {
namespace {

using Kind = Feature::Kind;

constexpr std::size_t kLongestName = 120;

/// The same bytes for features that give the same values.
std::string key_of(const Feature& feature) {
  FieldWriter out;
  out.put(static_cast<std::uint8_t>(feature.kind));
  out.put(feature.reference_day);
  out.count(feature.columns.size());
  for (const std::int32_t column : feature.columns) out.put(column);
  for (const float rank : feature.level_ranks) out.put(rank);
  return out.bytes();
}

std::vector<bool> asked_for(const Predictor& predictor) {
  std::vector<bool> asked(predictor.encoding.features.size(), false);
  for (const auto& [weight, trees] : predictor.trees) {
    for (const Tree& tree : trees.trees) {
      for (const TreeNode& node : tree.nodes)
        if (node.left >= 0) asked[static_cast<std::size_t>(node.feature)] = true;
    }
  }
  for (const auto& [weight, additive] : predictor.additive) {
    for (const Curve& curve : additive.curves)
      asked[static_cast<std::size_t>(curve.feature)] = true;
  }
  return asked;
}

std::string listed(const std::vector<std::string>& columns, std::string_view between) {
  std::string out;
  for (const std::string& column : columns)
    (out += out.empty() ? std::string_view() : between) += column;
  return out;
}

std::string plain_name(const Feature& feature, const std::vector<InputColumn>& inputs) {
  std::vector<std::string> columns;
  for (const std::int32_t column : feature.columns)
    columns.push_back(inputs[static_cast<std::size_t>(column)].name);
  switch (feature.kind) {
    case Kind::kNumber: return columns[0];
    case Kind::kRank: return columns[0] + ": rank";
    case Kind::kRate: return columns[0] + ": rate";
    case Kind::kAge: return columns[0] + ": age";
    case Kind::kWeekday: return columns[0] + ": weekday";
    case Kind::kMonth: return columns[0] + ": month";
    case Kind::kSum: return "sum of " + listed(columns, ", ");
    case Kind::kMissingCount: return "missing of " + std::to_string(columns.size()) + " columns";
    case Kind::kYesCount: return "yes of " + std::to_string(columns.size()) + " columns";
    case Kind::kRatio: return listed(columns, " / ");
    case Kind::kProduct: return listed(columns, " * ");
    case Kind::kPlus: return listed(columns, " + ");
    case Kind::kMinus: return listed(columns, " - ");
    case Kind::kResidual: return columns[0] + " - " + columns[1] + " * " + columns[2];
  }
  return columns[0];
}

/// XGBoost's Python refuses [, ] and < in names; " 2" behind one that is taken.
std::string free_name(std::string name, std::set<std::string>& taken) {
  std::replace(name.begin(), name.end(), '[', '(');
  std::replace(name.begin(), name.end(), ']', ')');
  std::replace(name.begin(), name.end(), '<', '_');
  name = shortened(name, kLongestName);
  std::string out = name;
  for (int i = 2; !taken.insert(out).second; ++i) out = name + " " + std::to_string(i);
  return out;
}

}  // namespace

ExportedFeatures exported_features(const Model& model) {
  ExportedFeatures out;
  std::map<std::string, std::int32_t> known;
  std::set<std::string> taken;
  for (const Predictor& predictor : model.predictors) {
    const std::vector<bool> asked = asked_for(predictor);
    std::vector<std::int32_t>& places = out.places.emplace_back(asked.size(), -1);
    for (std::size_t f = 0; f < asked.size(); ++f) {
      if (!asked[f]) continue;
      const Feature& feature = predictor.encoding.features[f];
      const auto next = static_cast<std::int32_t>(out.names.size());
      const auto [at, is_new] = known.emplace(key_of(feature), next);
      places[f] = at->second;
      if (!is_new) continue;
      out.encoding.features.push_back(feature);
      out.names.push_back(free_name(plain_name(feature, model.inputs), taken));
    }
  }
  return out;
}

}  // namespace retainwise::model
