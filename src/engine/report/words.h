#pragma once
/// A row's reasons in words. A reason multiplies the odds of leaving by exp(its share of the
/// log-odds): above 1 it is a reason to leave, below 1 it keeps. In a scorecard
/// (engine/learn/starter.h) it adds points.
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/roles/roles.h"

namespace retainwise::report {

inline constexpr std::size_t kReasons = 3;
inline constexpr std::size_t kKeeps = 2;

struct Reason {
  std::size_t input = 0;                     ///< place in Model::inputs
  double factor = 1;                         ///< on the odds
  std::optional<int> points = std::nullopt;  ///< in a scorecard, instead of the factor
};

/// What a row's reasons are counted in.
enum class Unit : std::uint8_t { kLogOdds, kPoints };

Reason reason_of(std::size_t input, float share, Unit unit);

/// Strongest first; those that move the odds by less than one in a hundred are not named.
struct RowReasons {
  std::vector<Reason> reasons;  ///< at most kReasons, factors above 1
  std::vector<Reason> keeps;    ///< at most kKeeps, factors below 1
};
RowReasons pick(std::span<const float> reasons, Unit unit = Unit::kLogOdds);

/// "2.3 × the odds"; two digits that matter.
std::string factor_text(double factor);
/// "Contract = Month-to-month: 2.3 × the odds".
std::string reason_text(std::string_view column, std::string_view value, double factor);
/// "72%"; never "0%" or "100%".
std::string percent_text(double probability);

/// The sentence for every row of a file whose scores are no better than chance.
std::string explanation_of_chance(double probability);

struct NamedReason {
  std::string column, value;
  double factor = 1;
  std::optional<int> points = std::nullopt;
};
/// As a cell of the result file.
std::string reason_text(const NamedReason& reason);
/// {column, value, factor}; in a scorecard {column, value, factor: null, points}.
Json to_json(const NamedReason& reason);
/// One plain sentence.
std::string explanation(roles::State state, double probability,
                        std::span<const NamedReason> reasons, std::span<const NamedReason> keeps);
/// The same for a row of a scorecard.
std::string explanation_of_points(roles::State state, int points, int most,
                                  std::span<const NamedReason> reasons);

}  // namespace retainwise::report
