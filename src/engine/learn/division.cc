#include "engine/learn/division.h"

#include <optional>
#include <utility>

#include "base/parallel.h"
#include "engine/learn/folds.h"

namespace retainwise::learn {

Fold make_fold(const Material& material, std::vector<bool> training) {
  model::Encoding encoding = base_encoding(material.inputs, material.view, material.labelled,
                                           training, material.reference_day);
  const std::size_t base = encoding.features.size();
  FeatureRows rows(encoding, material.view, material.labelled);
  return {std::move(training), std::move(encoding), base, std::move(rows)};
}

Division divide(const Material& material, std::size_t folds, std::uint64_t seed, unsigned threads) {
  Division division;
  division.fold_of = deal_folds(material.labelled, folds, seed);
  std::vector<std::optional<Fold>> made(folds);
  parallel_for(folds, threads, [&](std::size_t f) {
    std::vector<bool> training;
    for (const std::uint8_t fold : division.fold_of) training.push_back(fold != f);
    made[f] = make_fold(material, std::move(training));
  });
  for (std::optional<Fold>& fold : made) division.folds.push_back(std::move(*fold));
  return division;
}

}  // namespace retainwise::learn
