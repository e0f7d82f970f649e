#pragma once
/// Where `verify` learns how a result was made.
#include <optional>
#include <string>

#include "app/commands/verify.h"
#include "app/run_record.h"
#include "app/running_server.h"
#include "app/saved_model.h"

namespace retainwise::app {

struct FoundRecord {
  RunRecord record;
  std::string source;                   ///< for a person: "scored.csv.run.json"
  std::optional<RunningServer> server;  ///< that keeps the run, and its model
};

/// What the caller names: a record, a prediction or options; else the record that lies beside the
/// result; else the prediction of the data folder's server whose result has `result_sha256`.
/// kBadFile "no_record" where there is none.
Result<FoundRecord> find_record(const VerifyArguments& arguments, const std::string& result_sha256);

/// The model that scored, held against the record's sha256; nullopt where none did. kBadFile where
/// it is another one or not to be found.
Result<std::optional<SavedModel>> model_of(const VerifyArguments& arguments,
                                           const FoundRecord& found);

}  // namespace retainwise::app
