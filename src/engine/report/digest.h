#pragma once
/// What is shown of the scores, kept row by row while they are made, so that they need not be kept
/// themselves: about forty bytes a row, however many columns the model reads.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/report/words.h"
#include "engine/score/scorer.h"

namespace retainwise::report {

/// Rows whose reasons are kept whole, evenly spread over the file.
inline constexpr std::size_t kSampledRows = 10'000;

class Digest {
 public:
  Digest(std::size_t rows, std::size_t inputs, Unit unit = Unit::kLogOdds);
  /// Of scores that are all there.
  static Digest of(const score::Scores& scores, Unit unit = Unit::kLogOdds);

  /// `scores`: the file's rows first, first + 1 …; to be given in the order of the file.
  void take(std::size_t first, const score::Scores& scores);

  std::size_t rows() const { return log_odds_.size(); }
  std::size_t inputs() const { return sums_.size(); }
  Unit unit() const { return unit_; }
  /// As score::Scores gives it; of a scorecard its points.
  std::span<const double> log_odds() const { return log_odds_; }
  /// The row's strongest reasons, as pick() picked them.
  RowReasons picked(std::size_t row) const;
  /// By input, over all rows: Σ |reason|.
  std::span<const double> sums() const { return sums_; }
  /// Places of the sampled rows in the file, and their reasons one after the other.
  std::span<const std::uint32_t> sampled() const { return sampled_; }
  std::span<const float> sampled_reasons(std::size_t i) const {
    return std::span(sample_).subspan(i * inputs(), inputs());
  }

 private:
  void keep_picked(std::size_t row, std::span<const float> reasons);

  Unit unit_;
  std::vector<double> log_odds_, sums_;
  /// [row][kReasons + kKeeps]: places of inputs and their shares; a share of 0 names nothing. Wide
  /// where two bytes are too few for a place.
  std::vector<std::uint16_t> places_;
  std::vector<std::uint32_t> wide_places_;
  std::vector<float> shares_;
  std::vector<std::uint32_t> sampled_;
  std::vector<float> sample_;
  std::size_t next_sampled_ = 0;
};

/// By row, as score::Scores gives them.
std::vector<double> probabilities(const Digest& digest);

}  // namespace retainwise::report
