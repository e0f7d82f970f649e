#pragma once
/// Columns → inputs of the model → features, with every statistic from training rows only.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "engine/learn/labelled.h"
#include "engine/model/encode.h"
#include "engine/model/model.h"
#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::learn {

/// The columns with the role input, but for `without`; a category keeps the levels of the labelled
/// rows.
std::vector<model::InputColumn> inputs_of(const table::Table& table, const roles::Roles& roles,
                                          const Labelled& labelled,
                                          std::optional<std::size_t> without = {});

/// Day from which dates' ages are counted: the latest of `as_of` and of all input dates.
double reference_day(std::span<const model::InputColumn> inputs, const model::InputView& view,
                     Date as_of);

/// Categories of more levels are read by their rate, not by their place in its order.
inline constexpr std::size_t kMostRanks = 300;

/// One feature a number or category, three a date, in the order of the inputs. `training[i]` says
/// which labelled rows the ranks and rates of levels may be counted on.
model::Encoding base_encoding(std::span<const model::InputColumn> inputs,
                              const model::InputView& view, const Labelled& labelled,
                              const std::vector<bool>& training, double reference_day);

/// Labelled rows as features, row after row: labelled row i begins at i · features().
class FeatureRows {
 public:
  FeatureRows(const model::Encoding& encoding, const model::InputView& view,
              const Labelled& labelled);
  /// A training row's kRate becomes that of the other training rows, in five parts by customer: a
  /// level of few rows must not tell a learner their outcomes.
  void hide_own_outcomes(const model::Encoding& encoding,
                         std::span<const model::InputColumn> inputs, const model::InputView& view,
                         const Labelled& labelled, const std::vector<bool>& training);
  /// `more` behind the features of each row.
  void append(const FeatureRows& more);

  std::size_t features() const { return features_; }
  std::span<const float> row(std::size_t labelled_row) const {
    return std::span(values_).subspan(labelled_row * features_, features_);
  }

 private:
  std::size_t features_;
  std::vector<float> values_;
};

}  // namespace retainwise::learn
