#pragma once
/// Made-up customers with a known truth, and a plain reading of a predictor for comparison.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/metric/calibration.h"
#include "engine/model/encode.h"
#include "engine/model/model.h"
#include "engine/roles/roles.h"
#include "engine/table/builder.h"

namespace retainwise::learn {

struct Customers {
  table::Table table;
  roles::Roles roles;
};

/// log-odds = `strength` · (2 · monthly − tenure / 20 + shift of the plan − .5 · tickets missing).
struct Making {
  std::size_t rows = 1500;
  std::uint64_t seed = 1;
  double strength = 1;
  std::size_t unknown = 0;  ///< rows from the start whose outcome is blank
  std::size_t rows_per_id = 1;
  std::vector<table::Column> more = {};
};

inline Customers customers(Making making) {
  SeededRandom random(making.seed);
  std::vector<double> tenure, tickets;
  std::vector<std::string> id, plan, monthly, churn;
  std::vector<std::optional<Date>> since;
  const char* plans[] = {"basic", "plus", "pro", "team", "business"};
  for (std::size_t row = 0; row < making.rows; ++row) {
    const auto p = random.below(5);
    tenure.push_back(static_cast<double>(random.below(70)));
    tickets.push_back(random.uniform() < 0.2 ? std::nan("") : static_cast<double>(random.below(9)));
    monthly.push_back(random.uniform() < 0.5 ? "yes" : "no");
    plan.emplace_back(plans[p]);
    since.emplace_back(Date{17000 + static_cast<int>(random.below(1000))});
    id.push_back("C" + std::to_string(row / making.rows_per_id));
    const double log_odds =
        making.strength * (2 * (monthly.back() == "yes" ? 1 : 0) - tenure.back() / 20 +
                           0.4 * static_cast<double>(p) - (std::isnan(tickets.back()) ? 0.5 : 0));
    const bool left = random.uniform() < metric::sigmoid(log_odds - 0.5 * making.strength);
    churn.emplace_back(row < making.unknown ? "" : left ? "Yes" : "No");
  }
  table::TableBuilder builder;
  builder.add(table::text_column("customer_id", id))
      .add(table::number_column("tenure", tenure))
      .add(table::number_column("tickets", tickets))
      .add(table::boolean_column("monthly", monthly, "yes"))
      .add(table::text_column("plan", plan))
      .add(table::date_column("since", since))
      .add(table::text_column("churn", churn));
  for (table::Column& column : making.more) builder.add(std::move(column));
  Customers result{std::move(builder.build()).value(), {}};
  result.roles = std::move(roles::find(result.table, {})).value();
  return result;
}

/// Margin of one row by walking every tree, in float and tree by tree as XGBoost adds them.
inline float walk(const model::Trees& trees, std::span<const float> x) {
  float margin = trees.base_margin;
  for (const model::Tree& tree : trees.trees) {
    std::size_t at = 0;
    while (tree.nodes[at].feature >= 0) {
      const model::TreeNode& node = tree.nodes[at];
      const float value = x[static_cast<std::size_t>(node.feature)];
      const bool left = std::isnan(value) ? node.default_left : value < node.cut;
      at = static_cast<std::size_t>(left ? node.left : node.right);
    }
    margin += tree.nodes[at].value;
  }
  return margin;
}

inline double log_odds(const model::Predictor& predictor, const model::InputView& view,
                       std::size_t row) {
  std::vector<float> x(predictor.encoding.features.size());
  model::encode(predictor.encoding, view, row, 1, x);
  double sum = predictor.intercept;
  for (const auto& member : predictor.trees) sum += member.weight * walk(member.trees, x);
  for (const auto& member : predictor.additive) {
    double margin = member.additive.base_margin;
    for (const model::Curve& curve : member.additive.curves)
      margin += model::value_at(curve, x[static_cast<std::size_t>(curve.feature)]);
    sum += member.weight * margin;
  }
  return sum;
}

}  // namespace retainwise::learn
