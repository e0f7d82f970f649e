#include "app/commands/print_summary.h"

#include "app/say.h"
#include "base/text.h"
#include "engine/report/words.h"

namespace retainwise::app {
namespace {

constexpr std::size_t kShownCustomers = 3;

std::string count_of(const Json& json, std::string_view key) {
  const auto found = json.find(key);
  return found == json.end() || !found->is_number() ? "?" : with_commas(found->get<std::int64_t>());
}

std::string plural(const Json& json, std::string_view key, const std::string& one) {
  const std::string count = count_of(json, key);
  return count + " " + one + (count == "1" ? "" : "s");
}

std::string percent(double value) {
  return format_fixed(100 * value, 1) + "%";
}

std::string outcome_line(const Json& outcome) {
  if (!outcome.is_object()) return "";
  const std::string value = outcome.value("left_value", "");
  return "Outcome: " + outcome.value("column", "") + (value.empty() ? "" : " = " + value) + ", " +
         count_of(outcome, "left") + " left and " + count_of(outcome, "stayed") + " stayed (" +
         percent(outcome.value("rate", 0.0)) + ")\n";
}

/// "" where there is no such figure.
std::string auc_text(const Json& holder) {
  const Json auc = holder.value("roc_auc", Json());
  if (!auc.is_object() || !auc.value("value", Json()).is_number()) return "";
  std::string text = "AUC " + format_fixed(auc["value"].get<double>(), 3);
  if (auc["low"].is_number() && auc["high"].is_number())
    text += " (95% interval " + format_fixed(auc["low"].get<double>(), 3) + " to " +
            format_fixed(auc["high"].get<double>(), 3) + ")";
  return text;
}

std::string baseline_text(const Json& metrics) {
  const Json baseline = metrics.value("baseline", Json());
  const Json best = baseline.is_object() ? baseline.value("best_column", Json()) : Json();
  if (!best.is_object()) return "chance is 0.5";
  return "the best single column, " + best.value("name", "") + ", alone " +
         format_fixed(best.value("roc_auc", 0.5), 3) + "; chance is 0.5";
}

std::string verdict_line(const Json& metrics) {
  const Json verdict = metrics.value("verdict", Json());
  return verdict.is_object() ? verdict.value("sentence", "") + "\n" : "";
}

/// What a saved model scored has no figure of its own; the model has one.
std::string quality_lines(const Json& metrics) {
  if (metrics.contains("scorecard")) return verdict_line(metrics);
  if (const std::string auc = auc_text(metrics); !auc.empty())
    return verdict_line(metrics) + auc + ", measured on rows the model did not see; " +
           baseline_text(metrics) + "\n";
  const std::string then = auc_text(metrics.value("model", Json::object()));
  if (metrics.value("mode", "") == "score" && !then.empty())
    return "Measured when the model was learned, not on this file: " + then + "\n";
  return "AUC: not enough to say\n";
}

std::string risk_line(const Json& metrics) {
  const Json risk = metrics.value("risk", Json::object());
  const Json keepable = risk.value("keepable", Json::object());
  const bool probabilities = !metrics.contains("scorecard");
  if (probabilities && risk.contains("threshold") && risk["threshold"].is_null())
    return "Can still be kept: " + plural(keepable, "medium", "customer") +
           ", nobody at high risk: the scores tell nobody apart\n";
  return "Can still be kept: " + count_of(keepable, "high") + " at high risk, " +
         count_of(keepable, "medium") + " at medium, " + count_of(keepable, "low") + " at low\n";
}

/// Of a file that a saved model scored: how many will leave, and whether it looks like the old one.
std::string scored_lines(const Json& metrics) {
  std::string out;
  const Json leavers = metrics.value("expected_leavers", Json());
  if (leavers.is_object())
    out += "Expected to leave: " + format_fixed(leavers.value("value", 0.0), 0) + " of " +
           count_of(leavers, "rows") + " (95% interval " +
           format_fixed(leavers.value("low", 0.0), 0) + " to " +
           format_fixed(leavers.value("high", 0.0), 0) + ")\n";
  const Json drift = metrics.value("drift", Json());
  // Far: a note says so.
  if (drift.is_object() && drift.value("level", "") != "far")
    out += drift.value("sentence", "") + "\n";
  return out;
}

std::string customer_lines(const Json& customer) {
  std::string id = "row " + count_of(customer, "row");
  if (customer.contains("id") && customer["id"].is_string()) id = customer["id"];
  const bool points = customer.contains("risk_points");
  std::string line = "  " + count_of(customer, "risk_rank") + ". " + id + ": " +
                     (points ? plural(customer, "risk_points", "point")
                             : report::percent_text(customer.value("churn_probability", 0.0))) +
                     "\n";
  for (const Json& reason : customer.value("reasons", Json::array())) {
    report::NamedReason named{reason.value("column", ""), reason.value("value", "")};
    if (points) {
      named.points = reason.value("points", 0);
    } else {
      named.factor = reason.value("factor", 1.0);
    }
    line += "       " + report::reason_text(named) + "\n";
  }
  return line;
}

}  // namespace

std::string summary_in_words(const Json& metrics) {
  std::string out = plural(metrics, "rows", "row") + ", mode " + metrics.value("mode", "?") + "\n";
  if (metrics.contains("outcome")) out += outcome_line(metrics["outcome"]);
  out += quality_lines(metrics);
  out += risk_line(metrics);
  out += scored_lines(metrics);
  const Json verdict = metrics.value("verdict", Json());
  const bool tells_nothing =
      verdict.is_object() && verdict.value("code", "") == "no_better_than_chance";
  const Json top = tells_nothing ? Json::array() : metrics.value("top", Json::array());
  if (!top.empty()) out += "First on the list:\n";
  for (std::size_t i = 0; i < top.size() && i < kShownCustomers; ++i) out += customer_lines(top[i]);
  for (const Json& message : metrics.value("messages", Json::array())) {
    out += "Note: " + message.value("message", "") + "\n";
    if (!message.value("hint", "").empty()) out += "      " + message.value("hint", "") + "\n";
  }
  return out;
}

}  // namespace retainwise::app
