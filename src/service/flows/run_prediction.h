#pragma once
/// One claimed prediction from bytes to COMPLETED or FAILED: fetch and check the upload, let the
/// engine work in a child process (again, with its bytes, where it asks for one of the tenant's
/// models), store result, customers and model under names that hold the
/// fence, finish under the fence.
#include <functional>
#include <string>

#include "service/flows/backoff.h"
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

/// The files of one run in its own folder.
struct JobFiles {
  std::string directory;  ///< exists, empty but for what the flow put there
  std::string input() const { return directory + "/input"; }
  std::string options() const { return directory + "/options.json"; }
  std::string saved_model() const { return directory + "/saved.rwm"; }  ///< may be absent
  /// The tenant's models as far as a file can be held against them (model_card.h); may be absent.
  std::string models() const { return directory + "/models.json"; }
  /// {"extent": "whole" | "beginning"}. Where it is there the child only previews the input, and
  /// summary.json is the preview.
  std::string preview() const { return directory + "/preview.json"; }
  std::string result() const { return directory + "/result.csv"; }
  std::string customers() const { return directory + "/customers.rwc"; }
  std::string model() const { return directory + "/model.rwm"; }       ///< may be absent
  std::string model_card() const { return directory + "/card.json"; }  ///< wherever model() is
  /// {mode, rows, metrics}; or {model, why} where the input should be scored with that one of
  /// models(): then nothing else was written, and the job is run again with saved_model().
  std::string summary() const { return directory + "/summary.json"; }
  std::string error() const { return directory + "/error.json"; }  ///< written instead
};

/// How a child ended.
struct JobEnd {
  enum class Kind {
    kDone,       ///< summary.json is there
    kRefused,    ///< error.json is there: the file's or the options' fault, or a full disk
    kNoRoom,     ///< the disk was too full even for error.json
    kDied,       ///< by signal, memory, deadline, or without a word
    kStopped,    ///< we stopped it: cancel, lost lease, shutdown
    kNotStarted  ///< could not be started
  };
  enum class Cause { kCrash, kMemory, kDeadline };
  Kind kind = Kind::kDied;
  Cause cause = Cause::kCrash;
  std::string why;  ///< for kDied, kNoRoom and kNotStarted: "signal 9 (Killed)" …; for the log
  std::int64_t limit = 0;  ///< kMemory: bytes it might use; kDeadline: milliseconds
};

/// Runs the engine on `files` and calls `beat` at every progress line and at least four times a
/// second, always on the calling thread, with the progress (0..1) of the stage that it names; stops
/// the child at once when it returns false. Implemented in jobs/child.
class JobRunner {
 public:
  using BeatFn = std::function<bool(const store::Beat&)>;
  virtual ~JobRunner() = default;
  virtual JobEnd run(const JobFiles& files, const BeatFn& beat) = 0;
};

struct RunOptions {
  std::string scratch_directory;
  int lease_ms = 30'000;
  /// The fifth transient fault and the second death end a prediction as FAILED.
  int max_failures = 5, max_deaths = 2;
  Backoff retry = {};
  std::function<bool()> stopping;  ///< true: shutting down, hand the job back
  /// Hears each stage as it begins; may be empty.
  std::function<void(std::string_view, Fence)> on_stage;
};

/// "fetching", then the engine's stages (base/progress.h), then "storing": what the row shows while
/// the run is under way.
/// Gives what became of it: "completed", "failed", "requeued", "handed_back", "cancelled",
/// "fenced", or "lost" where the database did not answer for a whole lease (the sweep gives it back
/// then).
std::string run_prediction(Services& services, JobRunner& runner, const store::Claim& claim,
                           const RunOptions& options);

}  // namespace retainwise::flows
