#include "engine/learn/members.h"

#include <utility>

#include "base/parallel.h"

namespace retainwise::learn {
namespace {

model::Predictor empty_predictor(const Fold& fold, const Stack& stack) {
  model::Predictor predictor;
  predictor.encoding = fold.encoding;
  predictor.intercept = stack.intercept;
  return predictor;
}

}  // namespace

model::Predictor TrainedDivision::predictor(std::size_t f, const Stack& stack) const {
  model::Predictor result = empty_predictor(division.folds[f], stack);
  for (std::size_t m = 0; m < families.size(); ++m)
    if (stack.weights[m] > 0) result.trees.push_back({stack.weights[m], families[m].by_fold[f]});
  for (std::size_t m = families.size(); m < members(); ++m)
    if (stack.weights[m] > 0) result.additive.push_back({stack.weights[m], curves[0].by_fold[f]});
  return result;
}

Result<TrainedDivision> train_members(const Training& training, std::uint64_t seed) {
  const Material& material = training.material;
  const Plan& plan = training.plan;
  RW_TRY(Division division, divide(material, plan.folds, seed, training.threads, training.stop));
  TrainedDivision trained{std::move(division), {}, {}};
  for (const TreeFamily& family : plan.families) {
    RW_TRY(TrainedTrees trees, train_trees(material.labelled, trained.division, family, seed,
                                           training.threads, training.at_round));
    trained.families.push_back(std::move(trees));
    training.member_done();
  }
  if (plan.curves) {
    RW_TRY(TrainedCurves curves,
           train_curves(material.labelled, trained.division, training.threads, training.stop));
    trained.curves.push_back(std::move(curves));
    training.member_done();
  }
  return trained;
}

Result<std::vector<model::Predictor>> refit_members(const Training& training, const Stack& stack,
                                                    const RefitAs& as, std::uint64_t seed) {
  const Labelled& labelled = training.material.labelled;
  const Plan& plan = training.plan;
  if (plan.refits == 0) return std::vector<model::Predictor>();
  RW_TRY(const Fold all,
         make_fold(training.material, std::vector<bool>(labelled.size(), true), training.stop));
  const std::size_t families = plan.families.size();
  std::vector<model::Trees> trees(plan.refits * families);
  std::vector<Result<void>> results(trees.size());
  parallel_for(trees.size(), training.threads, [&](std::size_t i) {
    const std::size_t m = i % families;
    if (stack.weights[m] == 0) return;
    auto made =
        refit_trees(labelled, all, plan.families[m], as.rounds[m], seed + i, training.at_round);
    if (made.ok())
      trees[i] = std::move(made).value();
    else
      results[i] = made.error();
  });
  for (Result<void>& result : results) RW_CHECK_OK(std::move(result));
  std::vector<model::Predictor> predictors(plan.refits, empty_predictor(all, stack));
  for (std::size_t i = 0; i < trees.size(); ++i)
    if (stack.weights[i % families] > 0)
      predictors[i / families].trees.push_back({stack.weights[i % families], std::move(trees[i])});
  if (plan.curves && stack.weights[families] > 0) {
    RW_TRY(const model::Additive curves, refit_curves(labelled, all, as.c, training.stop));
    for (model::Predictor& predictor : predictors)
      predictor.additive.push_back({stack.weights[families], curves});
  }
  return predictors;
}

Result<model::Predictor> refit_fold(const Training& training, const Fold& fold, const Stack& stack,
                                    const RefitAs& as, std::uint64_t seed) {
  const Labelled& labelled = training.material.labelled;
  const Plan& plan = training.plan;
  model::Predictor predictor = empty_predictor(fold, stack);
  for (std::size_t m = 0; m < plan.families.size(); ++m) {
    if (stack.weights[m] == 0) continue;
    RW_TRY(model::Trees trees, refit_trees(labelled, fold, plan.families[m], as.rounds[m], seed + m,
                                           training.at_round));
    predictor.trees.push_back({stack.weights[m], std::move(trees)});
  }
  if (plan.curves && stack.weights[plan.families.size()] > 0) {
    RW_TRY(model::Additive curves, refit_curves(labelled, fold, as.c, training.stop));
    predictor.additive.push_back({stack.weights[plan.families.size()], std::move(curves)});
  }
  return predictor;
}

}  // namespace retainwise::learn
