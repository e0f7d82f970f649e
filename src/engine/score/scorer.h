#pragma once
/// Rows of a table × predictors → what each input column adds to each row's log-odds.
///
/// The shown log-odds IS the double sum, in column order, of the base value and the float reasons,
/// and the shown probability its sigmoid: reasons add up by construction.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/progress.h"
#include "engine/model/encode.h"
#include "engine/model/model.h"
#include "engine/score/reasons.h"

namespace retainwise::score {

/// The mean of one or more predictors of the same inputs, compiled. Any number of threads may ask.
class Scorer {
 public:
  /// `predictors`: at least one; nothing of them is referred to afterwards.
  static Scorer compile(std::span<const model::Predictor> predictors, std::size_t inputs);

  std::size_t inputs() const { return inputs_; }
  /// sums [rows.size()][inputs + 1] += each input's share of the log-odds, base value last. `rows`
  /// ascending.
  void add(const model::InputView& view, std::span<const std::uint32_t> rows,
           std::span<double> sums) const;

 private:
  struct TreeMember {
    double weight = 1;
    TreeReasons reasons;
  };
  struct Member {
    model::Encoding encoding;
    double base = 0;
    std::vector<TreeMember> trees;
    std::vector<model::Predictor::AdditiveMember> additive;
  };
  void add_member(const Member& member, const model::InputView& view,
                  std::span<const std::uint32_t> rows, std::span<double> sums) const;

  std::size_t inputs_ = 0;
  std::vector<Member> members_;
};

/// Which scorer speaks of a row: of_row[row] is a place in `scorers`, kNobody where none does.
struct Panel {
  static constexpr std::uint8_t kNobody = 255;
  std::vector<Scorer> scorers;
  std::vector<std::uint8_t> of_row;
};

/// The shown probability.
double probability_of(double log_odds);

/// Rows first … first + count − 1 of a view.
struct Rows {
  std::size_t first = 0, count = 0;
};

/// Of rows that follow each other, counted from 0.
class Scores {
 public:
  Scores(std::size_t rows, std::size_t inputs)
      : rows_(rows), inputs_(inputs), values_(rows * (inputs + 1)) {}

  std::size_t rows() const { return rows_; }
  std::size_t inputs() const { return inputs_; }
  /// In log-odds, in the order of Model::inputs.
  std::span<const float> reasons(std::size_t row) const {
    return std::span(values_).subspan(row * (inputs_ + 1), inputs_);
  }
  /// For scores that no scorer makes; the base value stays 0.
  void set_reason(std::size_t row, std::size_t input, float reason) {
    values_[row * (inputs_ + 1) + input] = reason;
  }
  float base(std::size_t row) const { return values_[row * (inputs_ + 1) + inputs_]; }
  /// Base value, then reasons, summed in column order.
  double log_odds(std::size_t row) const;
  double probability(std::size_t row) const;

 private:
  friend Result<Scores> score(const model::InputView&, std::span<const Panel>, Rows, unsigned,
                              Progress&);
  std::size_t rows_, inputs_;
  std::vector<float> values_;  ///< [row][inputs + 1], base last
};

/// Each row's reasons are the mean over the panels that speak of it; at least one does. The same
/// bits whatever `threads`. kCancelled.
Result<Scores> score(const model::InputView& view, std::span<const Panel> panels, Rows rows,
                     unsigned threads, Progress& progress);
/// Of all rows.
Result<Scores> score(const model::InputView& view, std::span<const Panel> panels, unsigned threads,
                     Progress& progress);

}  // namespace retainwise::score
