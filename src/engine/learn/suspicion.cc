#include "engine/learn/suspicion.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "engine/learn/division.h"
#include "engine/learn/plan.h"
#include "engine/learn/tree_member.h"
#include "engine/metric/ranking.h"

namespace retainwise::learn {
namespace {

/// A model this good with one column and this much worse without it has been told the outcome.
constexpr double kNearPerfect = 0.97, kFallsBy = 0.05;

Result<double> quick_auc(const table::Table& table, const roles::Roles& roles, const Labelled& rows,
                         const Options& options, Progress& progress,
                         std::optional<std::size_t> without) {
  const std::vector<model::InputColumn> inputs = inputs_of(table, roles, rows, without);
  if (inputs.empty()) return 0.5;
  const model::InputView view(inputs, table);
  const Material material{rows, inputs, view, reference_day(inputs, view, options.as_of)};
  const Plan plan = brief(plan_for(rows.size()));
  const Stop stop = [&] { return progress.cancelled(); };
  RW_TRY(const Division division,
         divide(material, plan.folds, options.seed, options.threads, stop));
  RW_TRY(const TrainedTrees trained, train_trees(rows, division, plan.families[0], options.seed,
                                                 options.threads, [&](int) { return stop(); }));
  const std::vector<double> score(trained.out_of_fold.begin(), trained.out_of_fold.end());
  return metric::auc(score, rows.left);
}

void leave_out(roles::ColumnRole& column) {
  column.role = roles::Role::kLeak;
  column.evidence = "Alone it tells who left with an AUC of " + format_fixed(*column.auc, 3) +
                    "; the model reaches " + format_fixed(*column.auc_with, 3) + " with it and " +
                    format_fixed(*column.auc_without, 3) + " without.";
}

void say(const table::Column& column, const roles::ColumnRole& judged, roles::Roles& roles) {
  for (FileIssue& message : roles.messages) {
    if (message.code != "leak_suspected" || message.column != column.name()) continue;
    const bool left_out = judged.role == roles::Role::kLeak;
    message.code = left_out ? "leak_left_out" : "leak_suspected";
    message.message = "The column \"" + shortened(column.name(), 60) + "\" is " +
                      (left_out ? "left out" : "kept") +
                      ": alone it tells who left with an AUC of " + format_fixed(*judged.auc, 3) +
                      "; the model reaches " + format_fixed(*judged.auc_with, 3) + " with it and " +
                      format_fixed(*judged.auc_without, 3) + " without.";
    if (left_out)
      message.hint =
          "If it is known before a customer leaves, have it read all the same (option: roles, as "
          "input).";
  }
}

}  // namespace

Result<roles::Roles> judge_suspicious(const table::Table& table, const roles::Roles& roles,
                                      const Options& options, Progress& progress) {
  roles::Roles judged = roles;
  const bool any = std::any_of(roles.columns.begin(), roles.columns.end(),
                               [](const roles::ColumnRole& c) { return c.suspicious; });
  if (!any) return judged;
  const Labelled rows = labelled(table, roles);
  RW_TRY(const double with, quick_auc(table, roles, rows, options, progress, {}));
  for (std::size_t i = 0; i < judged.columns.size(); ++i) {
    roles::ColumnRole& column = judged.columns[i];
    if (!column.suspicious) continue;
    RW_TRY(column.auc_without, quick_auc(table, roles, rows, options, progress, i));
    column.auc_with = with;
    const bool told = with >= kNearPerfect && with - *column.auc_without >= kFallsBy;
    if (told && !column.chosen) leave_out(column);
    say(table.column(i), column, judged);
  }
  // Never nothing left to learn from.
  return judged.can_learn() ? judged : roles;
}

}  // namespace retainwise::learn
