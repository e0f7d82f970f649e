#include "engine/predict/predict.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/learn/starter.h"
#include "engine/predict/modes.h"
#include "engine/predict/understand.h"

namespace retainwise::predict {
namespace {

/// The reasons why a file cannot be learned from, most telling first.
constexpr std::array<std::string_view, 4> kCannotLearn = {"no_outcome", "one_class_only",
                                                          "rows_too_few", "no_inputs"};

/// The file's own reason: what is wrong and what to add.
Result<FileIssue> why_not_learned(const roles::Roles& roles) {
  for (const std::string_view code : kCannotLearn) {
    const auto found = std::find_if(roles.messages.begin(), roles.messages.end(),
                                    [code](const FileIssue& issue) { return issue.code == code; });
    if (found != roles.messages.end()) return *found;
  }
  return bug("nothing to learn from, and roles did not say why");
}

Error cannot_learn(const FileIssue& why) {
  Error error = bad_file(why.code, why.message, why.hint);
  error.issues = {why};
  return error;
}

Result<void> check_model(const Options& options, const model::Model* saved) {
  if (saved != nullptr || !options.model) return {};
  return bad_request("model_not_given",
                     "The option \"model\" is \"" + *options.model +
                         "\", but no model was handed over with the file.",
                     "Leave \"model\" out, or give the model's file with --model.");
}

}  // namespace

Result<Summary> predict(ByteSpan input, const Options& options, const model::Model* saved,
                        const RunFacts& facts, unsigned threads, Outputs outputs,
                        Progress& progress) {
  RW_CHECK_OK(check_model(options, saved));
  RW_TRY(const Understood understood, understand(input, options, saved, progress));
  const Task task{understood, options, facts, threads, outputs, progress};
  if (saved != nullptr) return by_saved_model(task, *saved);
  if (understood.roles.can_learn()) return by_learning(task);
  RW_TRY(const FileIssue why, why_not_learned(understood.roles));
  const auto held = fittings(facts.models, understood.reading.table);
  if (const Fitting* best = choose(held)) return Summary{"", 0, {}, {{best->candidate->id, why}}};
  const learn::Scorecard card =
      learn::scorecard(understood.reading.table, understood.roles, options.as_of.value_or(Date()));
  if (!card.signals.empty()) return by_starter(task, card);
  return cannot_learn(why);
}

}  // namespace retainwise::predict
