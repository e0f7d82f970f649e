#include "engine/predict/ready_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/model/file.h"
#include "engine/predict/match.h"
#include "engine/predict/of_saved.h"
#include "engine/report/risk.h"
#include "engine/report/words.h"

namespace retainwise::predict {
namespace {

/// One row's answer; `reasons` by input.
struct RowAnswer {
  float base = 0;
  std::vector<float> reasons;

  double log_odds() const {
    double sum = static_cast<double>(base);
    for (const float reason : reasons) sum += static_cast<double>(reason);
    return sum;
  }
};

Json contributions_json(const RowAnswer& answer, std::span<const model::InputColumn> inputs,
                        std::span<const std::string> texts) {
  std::vector<std::size_t> order(answer.reasons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(answer.reasons[a]) > std::abs(answer.reasons[b]);
  });
  Json list = Json::array();
  for (const std::size_t input : order) {
    const auto log_odds = static_cast<double>(answer.reasons[input]);
    list.push_back({{"column", inputs[input].name},
                    {"value", texts[input]},
                    {"log_odds", log_odds},
                    {"factor", std::exp(log_odds)}});
  }
  return list;
}

std::vector<report::NamedReason> named(std::span<const report::Reason> reasons,
                                       std::span<const model::InputColumn> inputs,
                                       std::span<const std::string> texts) {
  std::vector<report::NamedReason> out;
  for (const report::Reason& reason : reasons) {
    const std::string& text = texts[reason.input];
    out.push_back({inputs[reason.input].name, text.empty() ? "(blank)" : text, reason.factor});
  }
  return out;
}

Json reasons_json(std::span<const report::Reason> reasons,
                  std::span<const model::InputColumn> inputs, std::span<const std::string> texts) {
  Json list = Json::array();
  for (const report::Reason& reason : reasons)
    list.push_back({{"column", inputs[reason.input].name},
                    {"value", texts[reason.input]},
                    {"factor", reason.factor}});
  return list;
}

Json answer_json(const RowAnswer& answer, std::span<const model::InputColumn> inputs,
                 std::span<const std::string> texts, const report::RiskBands& bands) {
  const double log_odds = answer.log_odds();
  const double p = 1 / (1 + std::exp(-log_odds));  // as Scores::probability does
  const report::RowReasons picked = report::pick(answer.reasons);
  const std::string sentence =
      bands.high_from
          ? report::explanation(roles::State::kUnknown, p, named(picked.reasons, inputs, texts),
                                named(picked.keeps, inputs, texts))
          : report::explanation_of_chance(p);
  return {{"churn_probability", p},
          {"retention_probability", 1 - p},
          {"risk_level", report::name_of(bands.level(p))},
          {"base_value", static_cast<double>(answer.base)},
          {"log_odds", log_odds},
          {"reasons", reasons_json(picked.reasons, inputs, texts)},
          {"keeps", reasons_json(picked.keeps, inputs, texts)},
          {"explanation", sentence},
          {"contributions", contributions_json(answer, inputs, texts)}};
}

RowAnswer answer_of(std::span<const double> sums, double shift) {
  RowAnswer answer;
  answer.base = static_cast<float>(sums.back() + shift);
  for (const double sum : sums.first(sums.size() - 1))
    answer.reasons.push_back(static_cast<float>(sum));
  return answer;
}

}  // namespace

Result<ReadyModel> ReadyModel::read(ByteSpan bytes) {
  RW_TRY(model::Model model, model::read(bytes));
  auto scorer = score::Scorer::compile(model.predictors, model.inputs.size());
  model.predictors.clear();  // all of them is in the scorer
  return ReadyModel(std::move(model), std::move(scorer));
}

Result<AtOnce> ReadyModel::score(const table::Table& table,
                                 std::span<const std::vector<std::string>> texts,
                                 const Shift& shift) const {
  RW_TRY(Match matched, match(model_, table));
  const model::InputView view(model_.inputs, table, matched.columns);
  const std::size_t width = model_.inputs.size() + 1;
  std::vector<double> sums(texts.size() * width);
  std::vector<std::uint32_t> rows(texts.size());
  std::iota(rows.begin(), rows.end(), 0U);
  if (!rows.empty()) scorer_.add(view, rows, sums);

  Options options;
  options.true_rate = shift.true_rate;
  options.threshold = shift.threshold;
  const double moved = saved_shift(options, model_);
  const auto bands = report::RiskBands::of(saved_threshold(options, model_, moved).shown,
                                           options.true_rate.value_or(model_.base_rate));
  AtOnce out{{}, std::move(matched.messages)};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const RowAnswer answer = answer_of(std::span(sums).subspan(row * width, width), moved);
    out.rows.push_back(answer_json(answer, model_.inputs, texts[row], bands));
  }
  return out;
}

}  // namespace retainwise::predict
