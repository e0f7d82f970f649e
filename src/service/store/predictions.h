#pragma once
/// Predictions and their life: QUEUED → PROCESSING → COMPLETED | FAILED (reliability rules: lease,
/// fence, three counters). Every function is one or two statements; none commits.
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "service/store/models.h"
#include "service/store/store.h"
#include "service/store/uploads.h"

namespace retainwise::store {

enum class Status { kQueued, kProcessing, kCompleted, kFailed };
std::string_view name_of(Status status);  ///< "QUEUED" "PROCESSING" "COMPLETED" "FAILED"
std::optional<Status> parse_status(std::string_view name);

struct Prediction {
  PredictionId id;
  TenantId tenant;
  UploadId upload = {};
  std::string filename = {};  ///< of the upload
  std::optional<UserId> user = {};
  Status status = Status::kQueued;
  std::string stage = {};  ///< what the job is doing; "" while QUEUED
  double progress = 0;     ///< 0..1 over all stages
  std::int64_t rows_processed = 0;
  std::string mode = {};  ///< "" until known
  Json options = {};
  Json metrics = {};  ///< null until COMPLETED; not filled in by list_predictions
  std::optional<BlobKey> output_key = {}, customers_key = {};
  std::string result_sha256 = {};
  std::string error_message = {};
  Json errors = {};  ///< issues of a bad file, as in problem details
  std::optional<ModelId> model = {};
  Fence fence = {};
  int failures = 0, deaths = 0, losses = 0;
  Time created_at = {}, updated_at = {};
  std::optional<Time> started_at = {}, finished_at = {};
};

struct NewPrediction {
  PredictionId id;
  TenantId tenant;
  UploadId upload = {};
  UserId user = {};
  Json options = {};
};

struct PredictionFilter {
  std::optional<Status> status = {};
  std::string q = {};                       ///< part of the file name, any case
  std::optional<PredictionId> before = {};  ///< from PredictionPage::next
  int limit = 20;
};

struct PredictionPage {
  std::vector<Prediction> predictions = {};  ///< newest first
  std::optional<PredictionId> next = {};
};

Result<Prediction> add_prediction(Session& session, const NewPrediction& prediction);
/// kNotFound for another tenant's too, here and in every function below that takes a tenant.
Result<Prediction> find_prediction(Session& session, const TenantId& tenant,
                                   const PredictionId& id);
Result<PredictionPage> list_predictions(Session& session, const TenantId& tenant,
                                        const PredictionFilter& filter);
/// FAILED → QUEUED with all counters 0; kConflict "not_failed" otherwise.
Result<Prediction> retry_prediction(Session& session, const TenantId& tenant,
                                    const PredictionId& id);
/// QUEUED or PROCESSING → FAILED "cancelled"; kConflict "not_open" otherwise. A running job hears
/// of it at its next beat, and every later write under its fence changes nothing.
Result<Prediction> cancel_prediction(Session& session, const TenantId& tenant,
                                     const PredictionId& id);
/// kConflict "still_processing" while PROCESSING. Its blobs go on the list of deletions.
Result<void> remove_prediction(Session& session, const TenantId& tenant, const PredictionId& id);

// --- the worker's side -------------------------------------------------------------------------

struct Claim {
  Prediction prediction;  ///< already PROCESSING, under the new fence
  Upload upload;
};

/// Takes the oldest QUEUED prediction that may run now (`run_after` passed), going round the
/// tenants; nullopt where there is none. The lease lasts `lease_ms` from now.
Result<std::optional<Claim>> claim_prediction(Session& session, std::string_view owner,
                                              int lease_ms);

struct Beat {
  std::string stage = {};
  double progress = 0;
  std::int64_t rows = 0;
};
/// Moves the beat and the lease on; false where the fence is not the row's or it is no longer
/// PROCESSING: then the job stops and writes nothing.
Result<bool> beat_prediction(Session& session, const PredictionId& id, Fence fence,
                             const Beat& beat, int lease_ms);

struct Finished {
  std::string mode = {};
  std::int64_t rows = 0;
  Json metrics = {};
  BlobKey output_key, customers_key;
  std::string result_sha256 = {};
  std::optional<StoredModel> model = {};  ///< one was learned: its row is written too
  std::optional<ModelId> scored_by = {};  ///< the model that scored it, where none was learned
};
/// PROCESSING → COMPLETED; false (and nothing changed) where the fence is not the row's.
Result<bool> finish_prediction(Session& session, const PredictionId& id, Fence fence,
                               const Finished& finished);
/// PROCESSING → FAILED; false where the fence is not the row's.
Result<bool> fail_prediction(Session& session, const PredictionId& id, Fence fence,
                             std::string_view message, const Json& errors);

enum class Setback {
  kHandBack,  ///< our own shutdown: counts as nothing
  kFailure,   ///< a transient fault: failures + 1
  kDeath,     ///< the child ended by itself (signal, memory, deadline): deaths + 1
};
/// PROCESSING → QUEUED, to run again after `delay_ms`; false where the fence is not the row's.
Result<bool> requeue_prediction(Session& session, const PredictionId& id, Fence fence,
                                Setback setback, int delay_ms);

/// A PROCESSING row as the sweeper watches it.
struct Lease {
  PredictionId id;
  Fence fence = {};
  std::string owner = {};
  std::int64_t beat = 0;
  bool expired = false;  ///< by the database's clock
  int losses = 0;
};
Result<std::vector<Lease>> list_leases(Session& session);
/// PROCESSING → QUEUED with losses + 1, to run again after `delay_ms`; false where fence or beat
/// moved on.
Result<bool> requeue_lost(Session& session, const PredictionId& id, Fence fence, std::int64_t beat,
                          int delay_ms);
/// QUEUED rows that may run now, and the oldest one's age; for metrics and wake-ups.
struct Backlog {
  std::int64_t queued = 0, processing = 0, oldest_age_ms = 0;
};
Result<Backlog> backlog(Session& session);

}  // namespace retainwise::store
