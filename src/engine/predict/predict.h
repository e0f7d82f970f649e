#pragma once
/// The whole way as one call: read, find out what each column is, learn or score, explain, report.
/// The job child and `retainwise predict` both call it, so that they can never differ. Same input,
/// options and saved model → the same bytes, whatever `threads` (on one instruction set).
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/json.h"
#include "base/progress.h"
#include "base/result.h"
#include "base/sink.h"
#include "engine/model/model.h"
#include "engine/predict/choose.h"
#include "engine/predict/options.h"

namespace retainwise::predict {

/// Where the results go.
struct Outputs {
  Sink& result;     ///< CSV, docs/formats/result-csv.md
  Sink* customers;  ///< columnar, docs/formats/customers.md; null: not wanted, and a saved model
                    ///< then scores in blocks whose reasons are not kept
  Sink& model;      ///< docs/formats/model.md; nothing is written in modes that learn nothing
};

/// What the caller knows about the run and the engine cannot: recorded in the metrics.
struct RunFacts {
  std::string input_sha256;            ///< of the input's bytes, in hex
  std::string version;                 ///< of the program
  std::vector<Candidate> models = {};  ///< one scores a file that nothing can be learned from
  std::string commit = {};             ///< that the program was built from; "": not known
  std::string model_sha256 = {};       ///< of the saved model's file; "": not known, or none
};

/// A file should be scored with one of the caller's models: call again with its file.
struct WantedModel {
  std::string id;
  FileIssue why;  ///< what kept it from being learned from
};

struct Summary {
  std::string mode;  ///< "learn" "score" "starter"
  std::int64_t rows = 0;
  Json metrics;                           ///< docs/formats/metrics.md
  std::optional<WantedModel> wants = {};  ///< set: nothing else here is, and nothing was written
};

/// `saved` may be null. kBadFile (with issues and hints), kBadRequest where options name what the
/// file does not have, kCancelled.
Result<Summary> predict(ByteSpan input, const Options& options, const model::Model* saved,
                        const RunFacts& facts, unsigned threads, Outputs outputs,
                        Progress& progress);

/// What a file holds and what would be done with it, as one object: docs/formats/inspect.md.
Result<Json> inspect(ByteSpan input, const Options& options);

/// Whether `preview` is given all of a file or only where it begins.
enum class Extent : std::uint8_t { kWhole, kBeginning };

/// The same for a look before the run, with the first rows and of bounded size:
/// docs/formats/preview.md. `saved` may be null; `models` are those that the caller has. Of a
/// file's beginning the last record is left out unless a line end stands behind it: it may be cut.
Result<Json> preview(ByteSpan input, const Options& options, const model::Model* saved,
                     Extent extent, std::span<const Candidate> models = {});

}  // namespace retainwise::predict
