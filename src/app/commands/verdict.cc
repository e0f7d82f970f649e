#include "app/commands/verdict.h"

#include <algorithm>
#include <array>

#include "app/say.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

using report::FirstDifference;
using Kind = FirstDifference::Kind;

/// What a run says of its own file. Not among them: ids, messages and timings, which whoever ran it
/// adds.
constexpr std::array kCompared = {
    "rows",      "outcome",    "states",   "risk",        "roc_auc", "pr_auc", "log_loss",
    "brier",     "lift_at_10", "accuracy", "precision",   "recall",  "f1",     "threshold",
    "confusion", "verdict",    "baseline", "calibration", "gain",    "drift",  "expected_leavers",
    "histogram", "importance", "shapes",   "validation",  "top"};

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string shown(const std::string& version, const std::string& commit) {
  return commit.empty() ? version : version + " (" + commit + ")";
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kForm: return "form";
    case Kind::kMissing: return "missing";
    case Kind::kMore: return "more";
    case Kind::kCell: break;
  }
  return "cell";
}

Json difference_json(const FirstDifference& first) {
  return {{"kind", name_of(first.kind)},
          {"row", first.row},
          {"column", text_or_null(first.column)},
          {"result", first.kind == Kind::kMissing ? Json(nullptr) : Json(first.result)},
          {"repetition", first.kind == Kind::kMore ? Json(nullptr) : Json(first.repetition)}};
}

std::string row_name(std::int64_t row) {
  return row == 0 ? "the header" : "row " + with_commas(row);
}

std::string first_in_words(const FirstDifference& first) {
  const std::string where = row_name(first.row);
  switch (first.kind) {
    case Kind::kMissing: return "The result has no " + where.substr(where[0] == 't' ? 4 : 0) + ".";
    case Kind::kMore: return "The result goes on with a " + where + " that the run does not give.";
    case Kind::kForm:
      return "In " + where +
             " the cells are the same, but written otherwise: another program saved the file (line "
             "ends, quotes, a byte order mark).";
    case Kind::kCell: break;
  }
  return "First in " + where + ", column \"" + first.column + "\": \"" + first.result +
         "\" in the result, \"" + first.repetition + "\" repeated.";
}

std::string headline(const Verdict& verdict) {
  const report::ResultDifference& difference = verdict.difference;
  const std::string rows = with_commas(std::max<std::int64_t>(0, difference.records - 1));
  if (difference.different == 0)
    return "Equal: repeated, the run gives the same " + rows + " rows, byte for byte.\n";
  std::string out = "Different: " + with_commas(difference.different) + " of " +
                    with_commas(difference.records) + " records (header and rows).\n";
  return out + first_in_words(*difference.first) + "\n";
}

}  // namespace

std::vector<std::string> other_figures(const Json& recorded, const Json& repeated) {
  std::vector<std::string> names;
  for (const char* key : kCompared) {
    const auto then = recorded.find(key), now = repeated.find(key);
    if (then == recorded.end() || now == repeated.end()) continue;
    // As text: a number that was written and read again is the same number.
    if (to_text(*then) != to_text(*now)) names.emplace_back(key);
  }
  return names;
}

std::vector<std::string> notes_of(const Verdict& verdict) {
  const RunRecord& record = verdict.record;
  std::vector<std::string> notes;
  if (!record.result_sha256.empty() && record.result_sha256 != verdict.result_sha256)
    notes.push_back("\"" + verdict.result +
                    "\" is not the file that the run wrote: it was changed afterwards, or is the "
                    "result of another run. The run's had sha256 " +
                    record.result_sha256 + ", this one has " + verdict.result_sha256 + ".");
  const bool other_commit = !record.commit.empty() && record.commit != verdict.commit;
  if (!record.version.empty() && (record.version != verdict.version || other_commit))
    notes.push_back("The run was made by version " + shown(record.version, record.commit) +
                    ", this is " + shown(verdict.version, verdict.commit) +
                    ": the same bytes are promised by one and the same version.");
  if (!record.instruction_set.empty() && record.instruction_set != verdict.instruction_set)
    notes.push_back("The run was made with the instruction set " + record.instruction_set +
                    ", this machine has " + verdict.instruction_set +
                    ": the same bytes are promised on one instruction set.");
  return notes;
}

Json verdict_json(const Verdict& verdict) {
  const RunRecord& record = verdict.record;
  const auto& first = verdict.difference.first;
  return {{"equal", verdict.equal()},
          {"rows", std::max<std::int64_t>(0, verdict.difference.records - 1)},
          {"different_records", verdict.difference.different},
          {"first_difference", first ? difference_json(*first) : Json(nullptr)},
          {"different_figures", verdict.other_figures},
          {"notes", verdict.notes},
          {"source", verdict.source},
          {"result_sha256", verdict.result_sha256},
          {"run",
           {{"mode", text_or_null(record.mode)},
            {"options", record.options.to_json()},
            {"version", text_or_null(record.version)},
            {"commit", text_or_null(record.commit)},
            {"instruction_set", text_or_null(record.instruction_set)},
            {"input_sha256", text_or_null(record.input_sha256)},
            {"result_sha256", text_or_null(record.result_sha256)},
            {"model_sha256", text_or_null(record.model_sha256)}}},
          {"repetition",
           {{"version", verdict.version},
            {"commit", text_or_null(verdict.commit)},
            {"instruction_set", verdict.instruction_set}}}};
}

std::string verdict_in_words(const Verdict& verdict) {
  std::string out = headline(verdict);
  if (!verdict.other_figures.empty()) {
    out += "Other figures than recorded:";
    for (const std::string& name : verdict.other_figures) out += " " + name;
    out += ".\n";
  }
  out += "Repeated by version " + shown(verdict.version, verdict.commit) + " with " +
         verdict.instruction_set + ", as " + verdict.source + " says.\n";
  for (const std::string& note : verdict.notes) out += "Note: " + note + "\n";
  return out;
}

}  // namespace retainwise::app
