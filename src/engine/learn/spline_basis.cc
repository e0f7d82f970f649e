#include "engine/learn/spline_basis.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace retainwise::learn {
namespace {

using model::Curve;

constexpr double kKnotClip = 8;
constexpr double kSkewed = 1;
constexpr std::size_t kFewestForHinges = 9;
constexpr int kLogPieces = 32;
constexpr std::size_t kMostLevels = 200;
constexpr double kQuantiles[] = {0.1, 0.3, 0.5, 0.7, 0.9};
/// Columns that vary less are constants.
constexpr double kSmallestDeviation = 1e-7;

struct Moments {
  double mean = 0, deviation = 0, skewness = 0;
};

Moments moments_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0, cubes = 0;
  for (const double x : values) sum += x / n;
  for (const double x : values) {
    const double d = x - sum;
    squares += d * d / n;
    cubes += d * d * d / n;
  }
  const double deviation = std::sqrt(squares);
  return {sum, deviation, deviation > 0 ? cubes / (deviation * squares) : 0};
}

Curve points(std::size_t feature, std::vector<float> x, std::vector<float> y) {
  return {static_cast<std::int32_t>(feature), std::move(x), std::move(y), 0};
}

std::size_t count_different(const std::vector<double>& sorted) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < sorted.size() && count < kFewestForHinges; ++i)
    if (i == 0 || sorted[i] != sorted[i - 1]) ++count;
  return count;
}

Curve log_curve(std::size_t feature, double from, double to) {
  Curve curve = points(feature, {}, {});
  const double ratio = (1 + to) / (1 + from);
  for (int i = 0; i <= kLogPieces; ++i) {
    const auto x = static_cast<float>((1 + from) * std::pow(ratio, i / double{kLogPieces}) - 1);
    if (!curve.x.empty() && !(x > curve.x.back())) continue;
    curve.x.push_back(x);
    curve.y.push_back(static_cast<float>(std::log1p(x)));
  }
  return curve;
}

/// `sorted` holds the known values.
std::vector<Curve> shapes_of_number(std::size_t feature, const std::vector<double>& sorted) {
  const Moments moments = moments_of(sorted);
  const auto low = static_cast<float>(moments.mean - kKnotClip * moments.deviation);
  const auto high = static_cast<float>(moments.mean + kKnotClip * moments.deviation);
  if (!(low < high) || !std::isfinite(low) || !std::isfinite(high)) return {};
  std::vector<Curve> shapes = {points(feature, {low, high}, {low, high})};
  if (count_different(sorted) >= kFewestForHinges) {
    float before = low;
    for (const double q : kQuantiles) {
      const auto at = static_cast<float>(
          sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))]);
      if (!(at > before && at < high)) continue;
      shapes.push_back(points(feature, {at, high}, {0, high - at}));
      before = at;
    }
  }
  const double top = std::min<double>(sorted.back(), high);
  if (moments.skewness > kSkewed && sorted.front() >= 0 && top > sorted.front())
    shapes.push_back(log_curve(feature, sorted.front(), top));
  return shapes;
}

/// 1 where the value is missing.
Curve missing_flag(std::size_t feature) {
  Curve flag = points(feature, {0}, {0});
  flag.at_missing = 1;
  return flag;
}

struct Level {
  std::size_t feature = 0;
  float rank = 0;
  std::size_t rows = 0;
};

/// 1 at a level's rank; ranks are whole numbers, so that nothing lies between.
Curve level_flag(const Level& level) {
  return points(level.feature, {level.rank - 1, level.rank, level.rank + 1}, {0, 1, 0});
}

std::vector<float> values_of(const Fold& fold, std::span<const std::uint32_t> rows,
                             std::size_t feature) {
  std::vector<float> values;
  values.reserve(rows.size());
  for (const std::uint32_t row : rows) values.push_back(fold.rows.row(row)[feature]);
  return values;
}

std::vector<double> known_sorted(const std::vector<float>& values) {
  std::vector<double> known;
  for (const float x : values)
    if (!std::isnan(x)) known.push_back(static_cast<double>(x));
  std::sort(known.begin(), known.end());
  return known;
}

/// Mean 0 and, if `scaled`, deviation 1; a missing number counts as the mean of the known ones.
/// False for a constant.
bool centre(Curve& curve, const std::vector<float>& values, bool flag, bool scaled) {
  if (!flag) {
    double sum = 0, known = 0;
    for (const float x : values) {
      if (std::isnan(x)) continue;
      sum += model::value_at(curve, x);
      known += 1;
    }
    curve.at_missing = known > 0 ? static_cast<float>(sum / known) : 0;
  }
  std::vector<double> of_rows;
  of_rows.reserve(values.size());
  for (const float x : values) of_rows.push_back(model::value_at(curve, x));
  const Moments moments = moments_of(of_rows);
  if (!(moments.deviation > kSmallestDeviation * (1 + std::abs(moments.mean)))) return false;
  const double scale = scaled ? 1 / moments.deviation : 1;
  auto moved = [&](float y) {
    return static_cast<float>((static_cast<double>(y) - moments.mean) * scale);
  };
  for (float& y : curve.y) y = moved(y);
  curve.at_missing = moved(curve.at_missing);
  return true;
}

std::size_t fewest_rows(std::size_t rows) {
  return std::max<std::size_t>(5, static_cast<std::size_t>(0.002 * static_cast<double>(rows)));
}

}  // namespace

SplineBasis::SplineBasis(const Fold& fold, std::span<const std::uint32_t> rows) {
  const std::size_t fewest = fewest_rows(rows.size());
  std::vector<Level> levels;
  for (std::size_t f = 0; f < fold.base_features; ++f) {
    if (fold.encoding.features[f].kind != model::Feature::Kind::kRank) continue;
    std::map<float, std::size_t> counts;
    for (const float x : values_of(fold, rows, f))
      if (!std::isnan(x)) ++counts[x];
    for (const auto& [rank, count] : counts)
      if (count >= fewest) levels.push_back({f, rank, count});
  }
  std::stable_sort(levels.begin(), levels.end(),
                   [](const Level& a, const Level& b) { return a.rows > b.rows; });
  if (levels.size() > kMostLevels) levels.resize(kMostLevels);
  for (std::size_t f = 0; f < fold.base_features; ++f) {
    const bool category = fold.encoding.features[f].kind == model::Feature::Kind::kRank;
    const std::vector<float> values = values_of(fold, rows, f);
    const std::vector<double> known = known_sorted(values);
    std::vector<Curve> shapes;
    if (!category && !known.empty()) shapes = shapes_of_number(f, known);
    for (Curve& shape : shapes)
      if (centre(shape, values, false, true)) columns_.push_back(std::move(shape));
    for (const Level& level : levels) {
      if (level.feature != f) continue;
      Curve flag = level_flag(level);
      if (centre(flag, values, true, false)) columns_.push_back(std::move(flag));
    }
    Curve missing = missing_flag(f);
    const std::size_t missing_rows = values.size() - known.size();
    if (missing_rows >= fewest && centre(missing, values, true, !category))
      columns_.push_back(std::move(missing));
  }
}

Design SplineBasis::design(const Fold& fold, std::span<const std::uint32_t> rows) const {
  Design design(rows.size(), columns_.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto from = fold.rows.row(rows[r]);
    const auto to = design.row(r);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const float x = from[static_cast<std::size_t>(columns_[j].feature)];
      to[j] = static_cast<float>(model::value_at(columns_[j], x));
    }
  }
  return design;
}

model::Additive SplineBasis::additive(const Coefficients& coefficients) const {
  model::Additive result;
  result.base_margin = coefficients.intercept;
  for (std::size_t first = 0, end = 0; first < columns_.size(); first = end) {
    Curve sum{columns_[first].feature, {}, {}, 0};
    for (end = first; end < columns_.size() && columns_[end].feature == sum.feature; ++end)
      sum.x.insert(sum.x.end(), columns_[end].x.begin(), columns_[end].x.end());
    std::sort(sum.x.begin(), sum.x.end());
    sum.x.erase(std::unique(sum.x.begin(), sum.x.end()), sum.x.end());
    auto value = [&](float x) {
      double y = 0;
      for (std::size_t j = first; j < end; ++j)
        y += coefficients.beta[j] * model::value_at(columns_[j], x);
      return static_cast<float>(y);
    };
    for (const float x : sum.x) sum.y.push_back(value(x));
    sum.at_missing = value(std::nanf(""));
    result.curves.push_back(std::move(sum));
  }
  return result;
}

}  // namespace retainwise::learn
