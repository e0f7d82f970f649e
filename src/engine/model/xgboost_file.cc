#include "engine/model/xgboost_file.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

namespace retainwise::model {
namespace {

/// XGBoost's word for "no parent".
constexpr std::int32_t kNoParent = 2147483647;

constexpr std::array<std::string_view, 14> kKindNames = {
    "number",    "rank",  "age",     "weekday", "month", "sum",      "missing_count",
    "yes_count", "ratio", "product", "plus",    "minus", "residual", "rate"};

/// With an exponent, always: XGBoost takes a number without a dot or one for a whole number.
template <class T>
void append_float(std::string& out, T value) {
  std::array<char, 40> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific);
  out.append(text.data(), end.ptr);
}

template <class Of>
void append_list(std::string& out, std::string_view name, std::size_t count, const Of& append) {
  ((out += '"') += name) += "\":[";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    append(i);
  }
  out += ']';
}

std::vector<std::int32_t> parents_of(const Tree& tree) {
  std::vector<std::int32_t> parents(tree.nodes.size(), kNoParent);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const TreeNode& node = tree.nodes[i];
    if (node.left < 0) continue;
    parents[static_cast<std::size_t>(node.left)] = static_cast<std::int32_t>(i);
    parents[static_cast<std::size_t>(node.right)] = static_cast<std::int32_t>(i);
  }
  return parents;
}

class BoosterFile {
 public:
  BoosterFile(const Model& model, Sink& sink)
      : model_(model), sink_(sink), features_(exported_features(model)) {}

  Result<void> write() {
    RW_CHECK_OK(sink_.write(head()));
    RW_CHECK_OK(put(constant_tree(), {}, 1));
    for (std::size_t p = 0; p < model_.predictors.size(); ++p) {
      for (const auto& [weight, trees] : model_.predictors[p].trees) {
        for (const Tree& tree : trees.trees)
          RW_CHECK_OK(put(tree, features_.places[p], weight * voice()));
      }
    }
    return sink_.write(tail());
  }

 private:
  double voice() const { return 1.0 / static_cast<double>(model_.predictors.size()); }

  std::size_t count_trees() const {
    std::size_t count = 1;
    for (const Predictor& predictor : model_.predictors) {
      for (const auto& member : predictor.trees) count += member.trees.trees.size();
    }
    return count;
  }

  /// At least one: XGBoost takes no booster without features.
  std::string count_features() const {
    return std::to_string(std::max<std::size_t>(1, features_.names.size()));
  }

  /// Intercepts and base margins of all members, as one leaf.
  Tree constant_tree() const {
    double constant = 0;
    for (const Predictor& predictor : model_.predictors) {
      constant += predictor.intercept;
      for (const auto& [weight, trees] : predictor.trees)
        constant += weight * static_cast<double>(trees.base_margin);
      for (const auto& [weight, additive] : predictor.additive)
        constant += weight * additive.base_margin;
    }
    TreeNode leaf;
    leaf.value = static_cast<float>(constant * voice());
    leaf.cover = 1;
    return {{leaf}};
  }

  std::string head() const {
    const Json attribute(to_text(exported_attribute(model_, features_)));
    const Json names(features_.names.empty() ? std::vector<std::string>{"nothing"}
                                             : features_.names);
    const std::string trees = std::to_string(count_trees());
    std::string out = "{\"learner\":{\"attributes\":{\"retainwise\":" + to_text(attribute) +
                      "},\"feature_names\":" + to_text(names) +
                      ",\"feature_types\":[],\"gradient_booster\":{\"model\":{"
                      "\"gbtree_model_param\":{\"num_parallel_tree\":\"1\",\"num_trees\":\"" +
                      trees + "\",\"size_leaf_vector\":\"0\"},";
    append_list(out, "tree_info", count_trees(), [&out](std::size_t) { out += '0'; });
    return out + ",\"trees\":[";
  }

  /// A base score of .5 is a margin of 0.
  std::string tail() const {
    return "]},\"name\":\"gbtree\"},\"learner_model_param\":{\"base_score\":\"5E-1\","
           "\"boost_from_average\":\"1\",\"num_class\":\"0\",\"num_feature\":\"" +
           count_features() +
           "\",\"num_target\":\"1\"},\"objective\":{\"name\":\"binary:logistic\","
           "\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}},\"version\":[1,7,4]}\n";
  }

  Result<void> put(const Tree& tree, const std::vector<std::int32_t>& places, double weight) {
    const std::vector<TreeNode>& nodes = tree.nodes;
    const std::vector<std::int32_t> parents = parents_of(tree);
    std::string out = written_ == 0 ? "{" : ",{";
    const auto list = [&](std::string_view name, const auto& append) {
      append_list(out, name, nodes.size(), [&](std::size_t i) { append(nodes[i]); });
      out += ',';
    };
    const auto leaf_value = [&](const TreeNode& node) {
      return static_cast<float>(weight * static_cast<double>(node.value));
    };
    list("base_weights",
         [&](const TreeNode& node) { append_float(out, node.left < 0 ? leaf_value(node) : 0.0F); });
    out +=
        "\"categories\":[],\"categories_nodes\":[],\"categories_segments\":[],"
        "\"categories_sizes\":[],";
    list("default_left", [&](const TreeNode& node) { out += node.default_left ? '1' : '0'; });
    out += "\"id\":" + std::to_string(written_++) + ",";
    list("left_children", [&](const TreeNode& node) { out += std::to_string(node.left); });
    list("loss_changes", [&](const TreeNode&) { out += "0E0"; });
    append_list(out, "parents", nodes.size(),
                [&](std::size_t i) { out += std::to_string(parents[i]); });
    out += ',';
    list("right_children", [&](const TreeNode& node) { out += std::to_string(node.right); });
    list("split_conditions", [&](const TreeNode& node) {
      append_float(out, node.left < 0 ? leaf_value(node) : node.cut);
    });
    list("split_indices", [&](const TreeNode& node) {
      out += node.left < 0 ? "0" : std::to_string(places[static_cast<std::size_t>(node.feature)]);
    });
    list("split_type", [&](const TreeNode&) { out += '0'; });
    list("sum_hessian", [&](const TreeNode& node) { append_float(out, node.cover); });
    out += "\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"" + count_features() +
           "\",\"num_nodes\":\"" + std::to_string(nodes.size()) + "\",\"size_leaf_vector\":\"0\"}}";
    return sink_.write(out);
  }

  const Model& model_;
  Sink& sink_;
  const ExportedFeatures features_;
  std::size_t written_ = 0;
};

Json feature_json(const Feature& feature, const std::string& name,
                  const std::vector<InputColumn>& inputs) {
  Json columns = Json::array();
  for (const std::int32_t column : feature.columns)
    columns.push_back(inputs[static_cast<std::size_t>(column)].name);
  Json out = {{"name", name},
              {"kind", kKindNames[static_cast<std::size_t>(feature.kind)]},
              {"columns", std::move(columns)}};
  if (feature.kind == Feature::Kind::kAge) out["reference_day"] = feature.reference_day;
  if (feature.level_ranks.empty()) return out;
  Json levels = Json::object();
  const auto& texts = inputs[static_cast<std::size_t>(feature.columns[0])].levels;
  for (std::size_t i = 0; i < std::min(texts.size(), feature.level_ranks.size()); ++i) {
    const float rank = feature.level_ranks[i];
    if (!std::isnan(rank)) levels[texts[i]] = static_cast<double>(rank);
  }
  out["levels"] = std::move(levels);
  return out;
}

Json curve_json(const Curve& curve, const std::string& name, double weight) {
  Json x = Json::array(), y = Json::array();
  for (const float each : curve.x) x.push_back(static_cast<double>(each));
  for (const float each : curve.y) y.push_back(weight * static_cast<double>(each));
  return {{"feature", name},
          {"x", std::move(x)},
          {"y", std::move(y)},
          {"at_missing", weight * static_cast<double>(curve.at_missing)}};
}

}  // namespace

Json exported_attribute(const Model& model, const ExportedFeatures& features) {
  Json inputs = Json::array(), described = Json::array(), curves = Json::array();
  for (const InputColumn& input : model.inputs)
    inputs.push_back(
        {{"name", input.name}, {"type", table::name_of(input.type)}, {"category", input.category}});
  for (std::size_t f = 0; f < features.names.size(); ++f)
    described.push_back(
        feature_json(features.encoding.features[f], features.names[f], model.inputs));
  const double voice = 1.0 / static_cast<double>(model.predictors.size());
  for (std::size_t p = 0; p < model.predictors.size(); ++p) {
    for (const auto& [weight, additive] : model.predictors[p].additive) {
      for (const Curve& curve : additive.curves) {
        const auto place = features.places[p][static_cast<std::size_t>(curve.feature)];
        curves.push_back(
            curve_json(curve, features.names[static_cast<std::size_t>(place)], weight * voice));
      }
    }
  }
  return {{"format", 1},
          {"log_odds", "margin of this booster + sum of curves"},
          {"outcome_column", model.outcome_column},
          {"left_value", model.left_value},
          {"base_rate", model.base_rate},
          {"threshold", model.threshold},
          {"inputs", std::move(inputs)},
          {"features", std::move(described)},
          {"curves", std::move(curves)}};
}

Result<void> write_xgboost(const Model& model, Sink& sink) {
  return BoosterFile(model, sink).write();
}

}  // namespace retainwise::model
