#include "engine/learn/pairing.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "base/progress.h"
#include "engine/learn/booster.h"
#include "engine/learn/pair_features.h"
#include "engine/metric/calibration.h"

namespace retainwise::learn {
namespace {

constexpr std::size_t kMostRows = 100000;
constexpr int kPilotRounds = 30;
/// Columns of fewer values are better read by their own cuts.
constexpr std::size_t kFewestValues = 11;

/// Grows fast and is thrown away.
constexpr TreeSettings kPilot = {3, 0.3, 1, 1, 1, 64};

std::vector<std::uint32_t> looked_at(const std::vector<bool>& training) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < training.size(); ++i)
    if (training[i]) rows.push_back(i);
  const std::size_t step = (rows.size() + kMostRows - 1) / kMostRows;
  for (std::size_t i = 0; i * step < rows.size(); ++i) rows[i] = rows[i * step];
  rows.resize((rows.size() + step - 1) / step);
  return rows;
}

bool has_many_values(const std::vector<double>& values) {
  std::set<double> different;
  for (const double x : values) {
    if (!std::isnan(x)) different.insert(x);
    if (different.size() >= kFewestValues) return true;
  }
  return false;
}

std::vector<NumberColumn> paired_columns(const Material& material,
                                         const std::vector<std::uint32_t>& rows) {
  std::vector<NumberColumn> columns;
  for (std::size_t i = 0; i < material.inputs.size() && columns.size() < kMostPaired; ++i) {
    const model::InputColumn& input = material.inputs[i];
    if (input.category || input.type != table::Type::kNumber) continue;
    NumberColumn column{static_cast<std::int32_t>(i), {}};
    for (const std::uint32_t row : rows)
      column.values.push_back(material.view.number(i, material.labelled.rows[row]));
    if (has_many_values(column.values)) columns.push_back(std::move(column));
  }
  return columns;
}

/// Derivatives of the log-loss at the pilot's probabilities.
struct Unexplained {
  std::vector<double> gradient, hessian;
};

Result<Unexplained> pilot(const Labelled& labelled, const std::vector<std::uint32_t>& rows,
                          const FeatureRows& features, const Stop& stop) {
  std::vector<float> values;
  std::vector<std::uint8_t> left;
  for (const std::uint32_t row : rows) {
    const auto x = features.row(row);
    values.insert(values.end(), x.begin(), x.end());
    left.push_back(labelled.left[row]);
  }
  RW_TRY(const Matrix matrix, Matrix::create(values, features.features(), left));
  const double rate = static_cast<double>(std::accumulate(left.begin(), left.end(), 0)) /
                      static_cast<double>(left.size());
  RW_TRY(Booster booster, Booster::create(matrix, nullptr, kPilot, rate, 0));
  while (booster.rounds() < kPilotRounds) {
    if (stop()) return cancelled();
    RW_CHECK_OK(booster.boost());
  }
  RW_TRY(const std::span<const float> margin, booster.margin(matrix));
  Unexplained result;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double p = metric::sigmoid(static_cast<double>(margin[i]));
    result.gradient.push_back(p - left[i]);
    result.hessian.push_back(p * (1 - p));
  }
  return result;
}

}  // namespace

Result<std::vector<model::Feature>> choose_pairs(const Material& material,
                                                 const std::vector<bool>& training,
                                                 const FeatureRows& rows, const Stop& stop) {
  const std::vector<std::uint32_t> seen = looked_at(training);
  const std::vector<NumberColumn> columns = paired_columns(material, seen);
  if (columns.size() < 2) return std::vector<model::Feature>();
  RW_TRY(const Unexplained left_over, pilot(material.labelled, seen, rows, stop));
  return pair_features(columns, {left_over.gradient, left_over.hessian});
}

}  // namespace retainwise::learn
