#include "engine/learn/plan.h"

#include <algorithm>
#include <numeric>

namespace retainwise::learn {
namespace {

constexpr std::size_t kSmall = 1000;
constexpr std::size_t kLarge = 20000;
constexpr std::size_t kHuge = 100000;
constexpr std::size_t kMembersOfTheHuge = 2;

}  // namespace

Plan plan_for(std::size_t labelled_rows) {
  Plan plan;
  TreeFamily shallow, deep, deepest;
  deep.settings.depth = 5;
  deep.derived = true;
  deepest.settings.depth = 10;
  // Finding cuts is most of its cost: half the bins, half the time.
  deepest.settings.bins = 64;
  deepest.settings.eta = 0.1;
  deepest.settings.min_child_weight = 1;
  deepest.settings.subsample = 0.9;
  deepest.derived = true;
  plan.families = {shallow, deep, deepest};
  if (labelled_rows <= kSmall) plan.repeats = 3;
  if (labelled_rows > kLarge) {
    plan.folds = 3;
    plan.refits = 1;
    for (TreeFamily& family : plan.families) {
      family.settings.bins = 64;
      family.settings.eta = 0.1;
    }
  }
  if (labelled_rows > kHuge) plan.tried_on_rows = kHuge;
  return plan;
}

Plan brief(Plan plan) {
  plan.repeats = 1;
  plan.refits = 0;
  plan.families.resize(1);
  plan.curves = false;
  plan.tried_on_rows = 0;
  plan.families[0].settings.eta = 0.1;
  return plan;
}

Plan narrowed(const Plan& plan, const std::vector<double>& weights) {
  std::vector<std::size_t> order(plan.members());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  order.resize(std::min(order.size(), kMembersOfTheHuge));
  std::sort(order.begin(), order.end());
  Plan result = plan;
  result.tried_on_rows = 0;
  result.folds = 2;
  result.refits = 0;
  result.curves = false;
  result.families.clear();
  for (const std::size_t member : order) {
    if (member < plan.families.size())
      result.families.push_back(plan.families[member]);
    else
      result.curves = true;
  }
  return result;
}

}  // namespace retainwise::learn
