#pragma once
/// A file with its scores: all that is shown of the rows, for the result file, the customers file
/// and the figures. Refers to what the caller keeps.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/reader.h"
#include "engine/report/digest.h"
#include "engine/report/risk.h"
#include "engine/report/words.h"
#include "engine/roles/roles.h"

namespace retainwise::report {

/// Who scored a row. The number is part of docs/formats/customers.md.
enum class ScoreKind : std::uint8_t {
  kOutOfFold = 0,  ///< a model that did not see the row
  kModel = 1,      ///< the final or the saved model
  kStarter = 2     ///< a scorecard: the score is no probability
};
/// "out_of_fold" "model" "starter".
std::string_view name_of(ScoreKind kind);

/// Of rows that no fold left out.
inline constexpr std::uint8_t kNoFold = 255;

struct ScoredInput {
  std::string name;
  std::optional<std::size_t> place;  ///< its column in the file; nullopt: the file has none
};

struct ScoredFile {
  const csv::Reading& reading;
  const Digest& digest;
  std::span<const roles::State> states;
  std::optional<std::size_t> id;    ///< column whose cell names the customer
  std::vector<ScoredInput> inputs;  ///< in the order of the scores' reasons
  std::vector<ScoreKind> kinds;     ///< by row
  std::vector<std::uint8_t> folds;  ///< by row; kNoFold
  RiskBands bands;
  std::vector<double> probability;   ///< by row; of a scorecard the share of `most_points`
  std::vector<std::uint32_t> ranks;  ///< by row; 0 where the customer has left
  int most_points = 0;               ///< of a scorecard, whose reasons are points; else 0

  Unit unit() const { return digest.unit(); }
  /// Of a scorecard.
  int points(std::size_t row) const;

  std::size_t rows() const { return states.size(); }
  std::string_view id_of(std::span<const std::string> cells) const;
  /// With the texts of the row's cells.
  std::vector<NamedReason> named(std::span<const Reason> reasons,
                                 std::span<const std::string> cells) const;
  /// The row in one sentence.
  std::string explained(std::size_t row, std::span<const NamedReason> reasons,
                        std::span<const NamedReason> keeps) const;
};

}  // namespace retainwise::report
