#include "tests/engine/report/made_file.h"

namespace retainwise::report {
namespace {

csv::Reading read_or_throw(const std::string& text) {
  NoProgress progress;
  auto reading = csv::read(as_bytes(text), {}, progress);
  if (!reading.ok()) throw std::runtime_error(reading.error().what);
  return std::move(reading).value();
}

score::Scores scored(const csv::Reading& reading, const std::vector<model::InputColumn>& inputs,
                     const std::map<std::string, float>& shares, double base) {
  model::Predictor predictor;
  predictor.intercept = base;
  predictor.additive.emplace_back();
  for (const model::InputColumn& input : inputs) {
    const auto place = static_cast<std::int32_t>(predictor.encoding.features.size());
    model::Feature feature;
    feature.columns = {place};
    predictor.encoding.features.push_back(feature);
    const float share = shares.at(input.name);
    predictor.additive[0].additive.curves.push_back(
        {place, {-100, 100}, {-100 * share, 100 * share}, 0});
  }
  score::Panel panel;
  panel.scorers.push_back(score::Scorer::compile(std::span(&predictor, 1), inputs.size()));
  panel.of_row.assign(reading.table.rows(), 0);
  NoProgress progress;
  auto scores =
      score::score(model::InputView(inputs, reading.table), std::span(&panel, 1), 1, progress);
  return std::move(scores).value();
}

std::vector<model::InputColumn> inputs_of(const std::map<std::string, float>& shares) {
  std::vector<model::InputColumn> inputs;
  for (const auto& [name, share] : shares) {
    inputs.emplace_back();
    inputs.back().name = name;
  }
  return inputs;
}

}  // namespace

MadeFile::MadeFile(std::string text, std::map<std::string, float> shares, double base,
                   std::vector<roles::State> states, RiskBands bands)
    : text_(std::move(text)),
      reading_(read_or_throw(text_)),
      inputs_(inputs_of(shares)),
      states_(std::move(states)),
      scores_(scored(reading_, inputs_, shares, base)),
      digest_(Digest::of(scores_)),
      bands_(bands) {}

ScoredFile MadeFile::file() const {
  ScoredFile file{reading_, digest_, states_, reading_.table.find("id"), {}, {}, {},
                  bands_,   {},      {}};
  for (const model::InputColumn& input : inputs_) {
    file.inputs.push_back({input.name, reading_.table.find(input.name)});
  }
  for (std::size_t row = 0; row < states_.size(); ++row) {
    file.kinds.push_back(row % 2 == 0 ? ScoreKind::kOutOfFold : ScoreKind::kModel);
    file.folds.push_back(row % 2 == 0 ? static_cast<std::uint8_t>(row % 5) : kNoFold);
    file.probability.push_back(scores_.probability(row));
  }
  file.ranks = ranks(file.probability, file.states);
  return file;
}

}  // namespace retainwise::report
