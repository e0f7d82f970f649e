#pragma once
/// A measured number with its 95 % interval, and the ways in which intervals are made here.
/// All of `metric` is arithmetic on plain arrays: `score` grows with the risk, `left[i]` is 1 for
/// a customer who left and 0 for one who stayed. A figure that cannot be said (one class only, no
/// rows) is nullopt, never 0.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace retainwise::metric {

/// 1 = left, 0 = stayed; same length as the scores beside it.
using Outcomes = std::span<const std::uint8_t>;

struct Figure {
  double value = 0, low = 0, high = 0;
  std::string method;  ///< how `low` and `high` were made: "DeLong", "Wilson", "bootstrap" …
};
using MaybeFigure = std::optional<Figure>;

/// Share of `hits` in `of`, with Wilson's interval (1927); nullopt where `of` is 0.
MaybeFigure wilson(std::size_t hits, std::size_t of);
/// Mean of `values` ± 1.96 standard errors; nullopt where empty.
MaybeFigure mean_with_interval(std::span<const double> values);

/// How often each row was drawn.
using Draw = std::span<const std::uint32_t>;

/// `value`, and as its interval the 2.5 and 97.5 % points of `statistic` over 200 draws of the rows
/// (60 above 50,000 rows), with replacement inside each class so that no draw lacks one. Same seed,
/// same interval. nullopt where `value` is not finite.
MaybeFigure bootstrap(double value, Outcomes left, std::uint64_t seed,
                      const std::function<double(Draw)>& statistic);

}  // namespace retainwise::metric
