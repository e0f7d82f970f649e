#pragma once
/// What a repetition of a run says of its result: docs/formats/verify.md.
#include <optional>
#include <string>
#include <vector>

#include "app/run_record.h"
#include "base/json.h"
#include "engine/report/result_comparison.h"

namespace retainwise::app {

struct Verdict {
  std::string result;  ///< its file's name
  std::string source;  ///< what said how it was made
  RunRecord record;
  std::string result_sha256;
  std::string version, commit, instruction_set;  ///< of the repetition
  report::ResultDifference difference;
  std::vector<std::string> other_figures;  ///< names of those that the record tells otherwise
  std::vector<std::string> notes;          ///< sentences: what may explain a difference

  bool equal() const { return difference.different == 0 && other_figures.empty(); }
};

/// The figures of both that are not the same.
std::vector<std::string> other_figures(const Json& recorded, const Json& repeated);
/// Of versions, instruction sets and a result that was changed after the run.
std::vector<std::string> notes_of(const Verdict& verdict);

Json verdict_json(const Verdict& verdict);
/// Several lines, for a person.
std::string verdict_in_words(const Verdict& verdict);

}  // namespace retainwise::app
