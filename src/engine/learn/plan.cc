#include "engine/learn/plan.h"

namespace retainwise::learn {
namespace {

constexpr std::size_t kSmall = 1000;
constexpr std::size_t kLarge = 20000;

}  // namespace

Plan plan_for(std::size_t labelled_rows) {
  Plan plan;
  TreeFamily shallow, deep, deepest;
  deep.settings.depth = 5;
  deep.derived = true;
  deepest.settings.depth = 10;
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
  return plan;
}

Plan brief(Plan plan) {
  plan.repeats = 1;
  plan.refits = 0;
  plan.families.resize(1);
  plan.curves = false;
  plan.families[0].settings.eta = 0.1;
  return plan;
}

}  // namespace retainwise::learn
