#include "engine/report/measured.h"

#include <array>

#include "base/text.h"
#include "engine/metric/calibration.h"
#include "engine/metric/curves.h"
#include "engine/metric/decision.h"
#include "engine/metric/loss.h"
#include "engine/metric/ranking.h"

namespace retainwise::report {
namespace {

/// Above it an interval of the AUC is too wide to name a quality.
constexpr double kWidestInterval = 0.2;
constexpr double kGood = 0.8;
constexpr double kFair = 0.7;

Json verdict_of(std::string_view code, std::string sentence) {
  return {{"code", code}, {"sentence", std::move(sentence)}};
}

std::string in_hundred(double auc) {
  return "of one customer who left and one who stayed, the one who left has the higher risk " +
         format_fixed(100 * auc, 0) + " times in 100";
}

void put_calls(Json& metrics, const MeasuredRows& rows, const std::vector<std::uint8_t>& called,
               std::uint64_t seed) {
  const metric::Confusion confusion = metric::confusion(called, rows.left);
  metrics["accuracy"] = to_json(metric::accuracy(confusion));
  metrics["precision"] = to_json(metric::precision(confusion));
  metrics["recall"] = to_json(metric::recall(confusion));
  metrics["f1"] = to_json(metric::f1(called, rows.left, seed));
  metrics["confusion"] = {{"true_positive", confusion.true_positive},
                          {"false_positive", confusion.false_positive},
                          {"true_negative", confusion.true_negative},
                          {"false_negative", confusion.false_negative}};
}

std::vector<double> shown_probabilities(const MeasuredRows& rows) {
  std::vector<double> out;
  for (const double z : rows.log_odds) out.push_back(metric::sigmoid(z + rows.shift));
  return out;
}

Json cut_json(const metric::Cut& cut) {
  const auto precision = cut.precision();
  return {{"threshold", cut.threshold},
          {"flagged", cut.flagged()},
          {"caught", cut.true_positive},
          {"precision", precision ? Json(*precision) : Json(nullptr)},
          {"recall", cut.recall()},
          {"true_positive", cut.true_positive},
          {"false_positive", cut.false_positive},
          {"true_negative", cut.true_negative},
          {"false_negative", cut.false_negative}};
}

constexpr std::array<std::string_view, 9> kFigures = {"roc_auc",   "pr_auc",     "log_loss",
                                                      "brier",     "lift_at_10", "accuracy",
                                                      "precision", "recall",     "f1"};

}  // namespace

Json to_json(const metric::MaybeFigure& figure) {
  if (!figure) return nullptr;
  return {{"value", number_or_null(figure->value)},
          {"low", number_or_null(figure->low)},
          {"high", number_or_null(figure->high)},
          {"method", figure->method}};
}

void put_figures(Json& metrics, const MeasuredRows& rows, const ThresholdUsed& threshold,
                 std::uint64_t seed) {
  const bool cross_fitted = threshold.method == kBestF1;
  put_no_figures(metrics, threshold);
  metrics["roc_auc"] = to_json(metric::roc_auc(rows.log_odds, rows.left));
  metrics["pr_auc"] = to_json(metric::pr_auc(rows.log_odds, rows.left, seed));
  metrics["log_loss"] = to_json(metric::log_loss(rows.probability, rows.left));
  metrics["brier"] = to_json(metric::brier(rows.probability, rows.left));
  metrics["lift_at_10"] = to_json(metric::lift_at_10(rows.log_odds, rows.left, seed));
  if (!threshold.measured) return;
  metrics["threshold_figures"] = cross_fitted ? "cross_fitted" : "at_threshold";
  put_calls(metrics, rows,
            cross_fitted ? metric::called_by_other_folds(rows.probability, rows.left, rows.fold)
                         : metric::called_at(rows.probability, *threshold.measured),
            seed);
}

void put_no_figures(Json& metrics, const ThresholdUsed& threshold) {
  for (const std::string_view key : kFigures) metrics[std::string(key)] = nullptr;
  metrics["threshold"] = threshold.shown ? Json(*threshold.shown) : Json(nullptr);
  metrics["threshold_method"] = threshold.shown ? Json(threshold.method) : Json(nullptr);
  metrics["threshold_figures"] = nullptr;
  metrics["confusion"] = nullptr;
}

Json verdict(const metric::MaybeFigure& roc_auc, bool better_than_chance) {
  if (!roc_auc) {
    return verdict_of("not_enough_to_say", "Too few customers to say how good the scores are.");
  }
  if (!better_than_chance) {
    return verdict_of(kNoBetterThanChance,
                      "The columns of this file do not tell who will leave: the scores are no "
                      "better than chance.");
  }
  if (roc_auc->high - roc_auc->low > kWidestInterval) {
    return verdict_of("not_enough_to_say",
                      "Too few customers to say how good the scores are: the AUC lies between " +
                          format_fixed(roc_auc->low, 2) + " and " + format_fixed(roc_auc->high, 2) +
                          ".");
  }
  const std::string words = in_hundred(roc_auc->value);
  if (roc_auc->value >= kGood) return verdict_of("good", "Good: " + words + ".");
  if (roc_auc->value >= kFair) return verdict_of("fair", "Fair: " + words + ".");
  return verdict_of("weak", "Weak: " + words + "; take the order as a hint only.");
}

Json calibration(const MeasuredRows& rows) {
  const metric::Calibration found = metric::calibration(rows.probability, rows.left);
  const metric::Line line = metric::platt(rows.log_odds, rows.left);
  Json bins = Json::array();
  for (const metric::CalibrationBin& bin : found.bins) {
    bins.push_back({{"predicted", bin.predicted},
                    {"observed", bin.observed},
                    {"rows", bin.rows},
                    {"low", bin.low},
                    {"high", bin.high}});
  }
  return {{"error", number_or_null(found.error)},
          {"bins", std::move(bins)},
          {"method", "linear in log-odds"},
          {"slope", number_or_null(line.slope)},
          {"intercept", number_or_null(line.intercept)}};
}

Json gain(const MeasuredRows& rows) {
  Json out = Json::array();
  for (const metric::Decile& decile : metric::deciles(rows.log_odds, rows.left)) {
    out.push_back({{"decile", decile.decile},
                   {"rows", decile.rows},
                   {"left", decile.left},
                   {"share_of_left", decile.share_of_left},
                   {"lift", decile.lift}});
  }
  return out;
}

Json roc(const MeasuredRows& rows) {
  Json out = Json::array();
  for (const metric::RocPoint& point : metric::roc_curve(rows.log_odds, rows.left)) {
    out.push_back({{"false_positive_rate", point.false_positive_rate},
                   {"true_positive_rate", point.true_positive_rate}});
  }
  return out;
}

Json pr(const MeasuredRows& rows) {
  Json out = Json::array();
  for (const metric::PrPoint& point : metric::pr_curve(rows.log_odds, rows.left)) {
    out.push_back({{"recall", point.recall}, {"precision", point.precision}});
  }
  return out;
}

Json thresholds(const MeasuredRows& rows, const ThresholdUsed& used) {
  if (!used.shown) return nullptr;
  const metric::Weights weights =
      rows.true_rate ? metric::weighted_to(*rows.true_rate, rows.left) : metric::Weights();
  Json table = Json::array();
  for (const metric::Cut& cut :
       metric::cuts(shown_probabilities(rows), rows.left, weights, used.shown)) {
    table.push_back(cut_json(cut));
  }
  if (table.empty()) return nullptr;
  const Json& all = table.back();
  const double left = all["true_positive"].get<double>() + all["false_negative"].get<double>();
  return {{"rate", left / static_cast<double>(rows.left.size())},
          {"weighted", rows.true_rate.has_value()},
          {"rows", std::move(table)}};
}

}  // namespace retainwise::report
