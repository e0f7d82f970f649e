#include "engine/learn/division.h"

#include <optional>
#include <utility>

#include "base/parallel.h"
#include "engine/learn/folds.h"
#include "engine/learn/pairing.h"

namespace retainwise::learn {

Result<Fold> make_fold(const Material& material, std::vector<bool> training, const Stop& stop) {
  model::Encoding encoding = base_encoding(material.inputs, material.view, material.labelled,
                                           training, material.reference_day);
  const std::size_t base = encoding.features.size();
  auto append = [&](std::span<const model::Feature> features) {
    encoding.features.insert(encoding.features.end(), features.begin(), features.end());
  };
  append(material.row_features);
  FeatureRows rows(encoding, material.view, material.labelled);
  rows.hide_own_outcomes(encoding, material.inputs, material.view, material.labelled, training);
  if (material.pairs) {
    RW_TRY(const std::vector<model::Feature> pairs, choose_pairs(material, training, rows, stop));
    rows.append(FeatureRows({pairs}, material.view, material.labelled));
    append(pairs);
  }
  return Fold{std::move(training), std::move(encoding), base, std::move(rows)};
}

Result<Division> divide(const Material& material, std::size_t folds, std::uint64_t seed,
                        unsigned threads, const Stop& stop) {
  Division division;
  division.fold_of = deal_folds(material.labelled, folds, seed);
  std::vector<std::optional<Result<Fold>>> made(folds);
  parallel_for(folds, threads, [&](std::size_t f) {
    std::vector<bool> training;
    for (const std::uint8_t fold : division.fold_of) training.push_back(fold != f);
    made[f] = make_fold(material, std::move(training), stop);
  });
  for (std::optional<Result<Fold>>& fold : made) {
    RW_TRY(Fold ready, std::move(*fold));
    division.folds.push_back(std::move(ready));
  }
  return division;
}

}  // namespace retainwise::learn
