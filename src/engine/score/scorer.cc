#include "engine/score/scorer.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "base/parallel.h"

namespace retainwise::score {
namespace {

/// Rows that one call of a thread scores; their encoded features stay in the second cache.
constexpr std::size_t kChunkRows = 1024;

/// The rows' features by column, out of the encoded range that covers them.
std::vector<float> encoded(const model::Encoding& encoding, const model::InputView& view,
                           std::span<const std::uint32_t> rows) {
  const std::size_t first = rows.front();
  const std::size_t range = rows.back() - first + 1;
  const std::size_t features = encoding.features.size();
  std::vector<float> all(features * range);
  model::encode(encoding, view, first, range, all);
  if (range == rows.size()) return all;
  std::vector<float> picked(features * rows.size());
  for (std::size_t f = 0; f < features; ++f) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      picked[f * rows.size() + r] = all[f * range + rows[r] - first];
    }
  }
  return picked;
}

/// A feature's share goes to its columns in equal parts.
void hand_to_columns(const model::Feature& feature, double share, double* sums) {
  const double part = share / static_cast<double>(feature.columns.size());
  for (const std::int32_t column : feature.columns) sums[column] += part;
}

/// The sums of one chunk: the mean over the panels that speak of each row.
class Chunk {
 public:
  Chunk(const model::InputView& view, std::span<const Panel> panels, std::size_t first,
        std::size_t count)
      : view_(view),
        panels_(panels),
        first_(first),
        count_(count),
        width_(view.inputs() + 1),
        sums_(count * width_),
        voices_(count) {}

  void work(float* out) {
    for (const Panel& panel : panels_) {
      for (std::size_t s = 0; s < panel.scorers.size(); ++s) add(panel, s);
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      out[i] = static_cast<float>(sums_[i] / voices_[i / width_]);
    }
  }

 private:
  void add(const Panel& panel, std::size_t scorer) {
    std::vector<std::uint32_t> rows;
    for (std::size_t r = first_; r < first_ + count_; ++r) {
      if (panel.of_row[r] == scorer) rows.push_back(static_cast<std::uint32_t>(r));
    }
    if (rows.empty()) return;
    std::vector<double> sums(rows.size() * width_);
    panel.scorers[scorer].add(view_, rows, sums);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t row = rows[i] - first_;
      voices_[row] += 1;
      for (std::size_t c = 0; c < width_; ++c) sums_[row * width_ + c] += sums[i * width_ + c];
    }
  }

  const model::InputView& view_;
  std::span<const Panel> panels_;
  std::size_t first_, count_, width_;
  std::vector<double> sums_;
  std::vector<double> voices_;
};

}  // namespace

Scorer Scorer::compile(std::span<const model::Predictor> predictors, std::size_t inputs) {
  Scorer out;
  out.inputs_ = inputs;
  for (const model::Predictor& predictor : predictors) {
    Member member{predictor.encoding, predictor.intercept, {}, predictor.additive};
    for (const auto& [weight, trees] : predictor.trees) {
      member.trees.push_back({weight, TreeReasons::compile(trees)});
      member.base += weight * static_cast<double>(member.trees.back().reasons.base());
    }
    for (const auto& [weight, additive] : predictor.additive) {
      member.base += weight * additive.base_margin;
    }
    out.members_.push_back(std::move(member));
  }
  return out;
}

void Scorer::add_member(const Member& member, const model::InputView& view,
                        std::span<const std::uint32_t> rows, std::span<double> sums) const {
  const std::size_t width = inputs_ + 1;
  const double voice = 1.0 / static_cast<double>(members_.size());
  const std::vector<float> values = encoded(member.encoding, view, rows);
  const FeatureView seen = FeatureView::columns_first(values.data(), rows.size());
  for (const TreeMember& trees : member.trees) {
    // Trees of base features know nothing of the derived ones behind them.
    const auto known = static_cast<std::size_t>(trees.reasons.features());
    std::vector<float> shares(rows.size() * (known + 1));
    trees.reasons.contributions(rows.size(), seen, shares);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t f = 0; f < known; ++f) {
        const auto share = static_cast<double>(shares[r * (known + 1) + f]);
        hand_to_columns(member.encoding.features[f], voice * trees.weight * share,
                        sums.data() + r * width);
      }
    }
  }
  for (const auto& [weight, additive] : member.additive) {
    for (const model::Curve& curve : additive.curves) {
      const auto f = static_cast<std::size_t>(curve.feature);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        hand_to_columns(member.encoding.features[f],
                        voice * weight * model::value_at(curve, seen.at(r, f)),
                        sums.data() + r * width);
      }
    }
  }
  for (std::size_t r = 0; r < rows.size(); ++r) sums[r * width + inputs_] += voice * member.base;
}

void Scorer::add(const model::InputView& view, std::span<const std::uint32_t> rows,
                 std::span<double> sums) const {
  for (const Member& member : members_) add_member(member, view, rows, sums);
}

double Scores::log_odds(std::size_t row) const {
  double sum = static_cast<double>(base(row));
  for (const float reason : reasons(row)) sum += static_cast<double>(reason);
  return sum;
}

double probability_of(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

double Scores::probability(std::size_t row) const {
  return probability_of(log_odds(row));
}

Result<Scores> score(const model::InputView& view, std::span<const Panel> panels, Rows rows,
                     unsigned threads, Progress& progress) {
  Scores scores(rows.count, view.inputs());
  const std::size_t chunks = (rows.count + kChunkRows - 1) / kChunkRows;
  std::atomic<std::size_t> done = rows.first;
  parallel_for(chunks, threads, [&](std::size_t c) {
    if (progress.cancelled()) return;
    const std::size_t first = c * kChunkRows;
    const std::size_t count = std::min(kChunkRows, rows.count - first);
    Chunk(view, panels, rows.first + first, count)
        .work(scores.values_.data() + first * (view.inputs() + 1));
    progress.at(Stage::kScoring,
                static_cast<double>(done += count) / static_cast<double>(view.rows()));
  });
  if (progress.cancelled()) return cancelled();
  return scores;
}

Result<Scores> score(const model::InputView& view, std::span<const Panel> panels, unsigned threads,
                     Progress& progress) {
  return score(view, panels, {0, view.rows()}, threads, progress);
}

}  // namespace retainwise::score
