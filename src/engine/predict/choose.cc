#include "engine/predict/choose.h"

namespace retainwise::predict {
namespace {

double skill_left(const Fitting& fitting) {
  return fitting.candidate->skill * fitting.match->found_share;
}

}  // namespace

std::vector<Fitting> fittings(std::span<const Candidate> candidates, const table::Table& table) {
  std::vector<Fitting> out;
  for (const Candidate& candidate : candidates)
    out.push_back({&candidate, match(candidate.inputs, candidate.importance, table)});
  return out;
}

const Fitting* choose(std::span<const Fitting> fittings) {
  const Fitting* best = nullptr;
  for (const Fitting& each : fittings) {
    if (!each.match.ok() || !each.candidate->by_itself) continue;
    if (each.candidate->preferred) return &each;
    if (best == nullptr || skill_left(each) > skill_left(*best)) best = &each;
  }
  return best;
}

}  // namespace retainwise::predict
