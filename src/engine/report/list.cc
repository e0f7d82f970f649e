#include "engine/report/list.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace retainwise::report {
namespace {

constexpr std::size_t kBins = 20;
constexpr std::size_t kTop = 10;

Json level_counts(const std::array<std::size_t, 3>& counts) {
  return {{"high", counts[static_cast<std::size_t>(RiskLevel::kHigh)]},
          {"medium", counts[static_cast<std::size_t>(RiskLevel::kMedium)]},
          {"low", counts[static_cast<std::size_t>(RiskLevel::kLow)]}};
}

Json reasons_json(const std::vector<NamedReason>& reasons) {
  Json out = Json::array();
  for (const NamedReason& reason : reasons) out.push_back(to_json(reason));
  return out;
}

Json top_row(const ScoredFile& file, std::size_t row) {
  std::vector<std::string> cells;
  file.reading.cells(row, cells);
  const RowReasons picked = file.digest.picked(row);
  const std::vector<NamedReason> reasons = file.named(picked.reasons, cells);
  const std::vector<NamedReason> keeps = file.named(picked.keeps, cells);
  const Json id = file.id ? Json(std::string(file.id_of(cells))) : Json(nullptr);
  Json out = {{"row", row + 1}, {"id", id}};
  const bool points = file.unit() == Unit::kPoints;
  out["churn_probability"] = points ? Json(nullptr) : Json(file.probability[row]);
  if (points) out["risk_points"] = file.points(row);
  out["risk_rank"] = file.ranks[row];
  out["reasons"] = reasons_json(reasons);
  out["explanation"] = file.explained(row, reasons, keeps);
  return out;
}

}  // namespace

Json states(const ScoredFile& file) {
  std::array<std::size_t, 3> counts{};
  for (const roles::State state : file.states) ++counts[static_cast<std::size_t>(state)];
  return {{"active", counts[static_cast<std::size_t>(roles::State::kActive)]},
          {"left", counts[static_cast<std::size_t>(roles::State::kLeft)]},
          {"unknown", counts[static_cast<std::size_t>(roles::State::kUnknown)]}};
}

Json risk(const ScoredFile& file, double base_rate) {
  std::array<std::size_t, 3> all{}, keepable{};
  for (std::size_t row = 0; row < file.rows(); ++row) {
    const auto level = static_cast<std::size_t>(file.bands.level(file.probability[row]));
    ++all[level];
    if (file.ranks[row] != 0) ++keepable[level];
  }
  Json out = level_counts(all);
  const bool points = file.unit() == Unit::kPoints;
  out["threshold"] = file.bands.high_from && !points ? Json(*file.bands.high_from) : Json(nullptr);
  out["base_rate"] = points ? Json(nullptr) : Json(base_rate);
  out["keepable"] = level_counts(keepable);
  return out;
}

Json histogram(const ScoredFile& file) {
  std::array<std::size_t, kBins> counts{};
  for (std::size_t row = 0; row < file.rows(); ++row) {
    if (file.ranks[row] == 0) continue;
    const auto bin = static_cast<std::size_t>(file.probability[row] * double{kBins});
    ++counts[std::min(bin, kBins - 1)];
  }
  Json out = Json::array();
  for (std::size_t i = 0; i < kBins; ++i) {
    out.push_back({{"from", static_cast<double>(i) / double{kBins}},
                   {"to", static_cast<double>(i + 1) / double{kBins}},
                   {"rows", counts[i]}});
  }
  return out;
}

Json importance(const ScoredFile& file) {
  const std::span<const double> sums = file.digest.sums();
  const double all = std::accumulate(sums.begin(), sums.end(), 0.0);
  std::vector<std::size_t> order(sums.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sums[a] > sums[b]; });
  const auto rows = static_cast<double>(std::max<std::size_t>(1, file.rows()));
  const char* mean = file.unit() == Unit::kPoints ? "mean_points" : "mean_abs_log_odds";
  Json out = Json::array();
  for (const std::size_t i : order) {
    out.push_back({{"column", file.inputs[i].name},
                   {"share", all > 0 ? sums[i] / all : 0.0},
                   {mean, sums[i] / rows}});
  }
  return out;
}

Json top(const ScoredFile& file) {
  std::array<std::size_t, kTop> rows{};
  std::size_t count = 0;
  for (std::size_t row = 0; row < file.rows(); ++row) {
    const std::uint32_t rank = file.ranks[row];
    if (rank == 0 || rank > kTop) continue;
    rows[rank - 1] = row;
    count = std::max<std::size_t>(count, rank);
  }
  Json out = Json::array();
  for (std::size_t i = 0; i < count; ++i) out.push_back(top_row(file, rows[i]));
  return out;
}

}  // namespace retainwise::report
