#include "service/flows/run_prediction.h"

#include <optional>

#include "base/progress.h"
#include "service/flows/blob_names.h"
#include "service/flows/discard.h"
#include "service/flows/error_file.h"
#include "service/flows/fetch_model.h"
#include "service/flows/lease.h"
#include "service/flows/local_file.h"
#include "service/flows/overall_progress.h"
#include "service/flows/refusal.h"
#include "service/flows/transfer.h"
#include "service/flows/work_folder.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kMaxSummaryBytes = 64U << 20U;
constexpr std::size_t kMaxErrorBytes = 4U << 20U;
constexpr int kFetchTries = 2;
constexpr std::string_view kFetching = "fetching";
constexpr std::string_view kStoring = "storing";

/// What the child leaves in summary.json.
struct ChildSummary {
  std::string mode;
  std::int64_t rows = 0;
  Json metrics;
};

Result<ChildSummary> read_summary(const std::string& path) {
  RW_TRY(const std::string text, read_file(path, kMaxSummaryBytes));
  RW_TRY(Json json, parse_json(text, {.depth = 64, .bytes = kMaxSummaryBytes}));
  try {
    return ChildSummary{json.at("mode").get<std::string>(), json.at("rows").get<std::int64_t>(),
                        std::move(json.at("metrics"))};
  } catch (const Json::exception& exception) {
    return bug(std::string("summary.json is not one: ") + exception.what());
  }
}

Error upload_corrupt(const Error& cause) {
  Error error = bad_file("upload_corrupt",
                         "The stored copy of this file is damaged or gone, so it cannot be read.",
                         "Upload the file again.");
  error.detail = cause.detail;
  return error;
}

class Run {
 public:
  Run(Services& services, JobRunner& runner, const store::Claim& claim, const RunOptions& options)
      : services_(services),
        runner_(runner),
        prediction_(claim.prediction),
        upload_(claim.upload),
        options_(options),
        lease_(services, claim.prediction, options.lease_ms, options.stopping) {}

  std::string outcome() {
    auto finished = work();
    if (finished.ok()) return finish(*finished);
    discard_unlinked(services_, stored_);
    if (lease_.why() != Lease::Stop::kNone) return stopped();
    return set_back(finished.error());
  }

 private:
  // --- the way there ---

  Result<store::Finished> work() {
    RW_TRY(const WorkFolder folder,
           WorkFolder::create(options_.scratch_directory + '/' + prediction_.id.text() + '-' +
                              std::to_string(prediction_.fence.value)));
    const JobFiles files{folder.path()};
    RW_CHECK_OK(fetch(files));
    RW_CHECK_OK(run_child(files));
    return store_results(files);
  }

  Result<void> fetch(const JobFiles& files) {
    enter(kFetching);
    RW_CHECK_OK(write_file(files.options(), to_text(prediction_.options)));
    RW_CHECK_OK(fetch_model(services_, prediction_.tenant, prediction_.options, files,
                            keep_going(kFetching)));
    return fetch_upload(files);
  }

  /// A damaged read may be the wire's fault: it is read once more before it is called damage.
  Result<void> fetch_upload(const JobFiles& files) {
    for (int tried = 1;; ++tried) {
      auto fetched = fetch_blob(services_, upload_.object_key, upload_.sha256, files.input(),
                                keep_going(kFetching));
      if (fetched.ok()) return {};
      const bool gone =
          fetched.error().kind == ErrorKind::kNotFound || fetched.error().code == "upload_corrupt";
      if (!gone) return fetched;
      services_.log.error("fetch_failed", fetched.error(), {{"prediction", prediction_.id.text()}});
      if (tried == kFetchTries) return upload_corrupt(fetched.error());
    }
  }

  Result<void> run_child(const JobFiles& files) {
    end_ = runner_.run(files, [this](const store::Beat& beat) { return hear(beat); });
    switch (end_->kind) {
      case JobEnd::Kind::kDone: return {};
      case JobEnd::Kind::kStopped: return cancelled();
      case JobEnd::Kind::kNotStarted:
        return unavailable("The job could not be started.", end_->why);
      case JobEnd::Kind::kNoRoom: return out_of_disk(end_->why);
      case JobEnd::Kind::kDied: return death(*end_);
      case JobEnd::Kind::kRefused: break;
    }
    RW_TRY(const std::string text, read_file(files.error(), kMaxErrorBytes));
    return read_error_file(text);
  }

  Result<store::Finished> store_results(const JobFiles& files) {
    enter(kStoring);
    RW_TRY(ChildSummary summary, read_summary(files.summary()));
    RW_TRY(const BlobKey result, run_key("result.csv"));
    RW_TRY(const BlobKey customers, run_key("customers.rwc"));
    RW_TRY(std::string sha256, keep(files.result(), result));
    RW_CHECK_OK(keep(files.customers(), customers));
    RW_TRY(auto model, store_model(files));
    if (model && summary.metrics.contains("model"))
      summary.metrics["model"]["id"] = model->id.text();  // the engine knows no ids of ours
    return store::Finished{
        std::move(summary.mode), summary.rows,    std::move(summary.metrics), result, customers,
        std::move(sha256),       std::move(model)};
  }

  /// Where the run learned one.
  Result<std::optional<store::StoredModel>> store_model(const JobFiles& files) {
    if (file_size(files.model()) == 0) return std::optional<store::StoredModel>();
    const Time now = services_.clock.now();
    const auto id = ModelId::make(services_.random, now);
    RW_TRY(const BlobKey key, model_key(prediction_.tenant, prediction_.id, prediction_.fence, id));
    RW_TRY(std::string sha256, keep(files.model(), key));
    return std::optional(
        store::StoredModel{id, prediction_.tenant, prediction_.id, key, std::move(sha256), now});
  }

  Result<std::string> keep(const std::string& path, const BlobKey& key) {
    stored_.push_back(key);
    return store_blob(services_, path, key, keep_going(kStoring));
  }

  Result<BlobKey> run_key(std::string_view file) const {
    return result_key(prediction_.tenant, prediction_.id, prediction_.fence, file);
  }

  // --- beats ---

  void enter(std::string_view stage) { hear({std::string(stage), 0, rows_}); }

  KeepGoing keep_going(std::string_view stage) {
    return [this, stage](double done) { return hear({std::string(stage), done, rows_}); };
  }

  bool hear(const store::Beat& beat) {
    if (options_.on_stage && beat.stage != stage_) options_.on_stage(beat.stage, prediction_.fence);
    stage_ = beat.stage;
    rows_ = beat.rows;
    return lease_.keep({beat.stage, progress_.at(beat.stage, beat.progress), beat.rows});
  }

  // --- the end ---

  std::string finish(const store::Finished& finished) {
    const auto linked = lease_.settle([&](store::Session& session) {
      return store::finish_prediction(session, prediction_.id, prediction_.fence, finished);
    });
    if (linked.ok() && *linked) return "completed";
    // An answer that was lost on its way back may have been "yes": the row knows.
    const auto row = look();
    if (row.ok() && row->output_key == finished.output_key) return "completed";
    discard_unlinked(services_, stored_);
    if (!linked.ok()) return "lost";
    return taken(row);
  }

  std::string stopped() {
    switch (lease_.why()) {
      case Lease::Stop::kShutdown: return requeue(store::Setback::kHandBack, 0, "handed_back");
      case Lease::Stop::kLapsed: return "lost";
      default: return taken(look());
    }
  }

  std::string set_back(const Error& error) {
    services_.log.failure("run_failed", error, {{"prediction", prediction_.id.text()}});
    if (end_ && end_->kind == JobEnd::Kind::kDied) return after_death(error);
    if (error.kind == ErrorKind::kStorageFull) return try_again(out_of_disk(error.detail));
    if (error.kind != ErrorKind::kUnavailable) return fail(error);
    if (!services_.blobs.check().ok())  // the store is down: that is not this file's attempt
      return requeue(store::Setback::kHandBack, delay(prediction_.failures + 3), "requeued");
    return try_again(error);
  }

  std::string try_again(const Error& error) {
    if (prediction_.failures + 1 >= options_.max_failures) return fail(error);
    return requeue(store::Setback::kFailure, delay(prediction_.failures), "requeued");
  }

  std::string after_death(const Error& error) {
    if (prediction_.deaths + 1 >= options_.max_deaths) return fail(error);
    return requeue(store::Setback::kDeath, delay(prediction_.deaths), "requeued");
  }

  int delay(int tries) const { return options_.retry.delay_ms(tries, services_.random); }

  std::string fail(const Error& error) {
    const Refusal said = refusal(error);
    return settled("failed", [&](store::Session& session) {
      return store::fail_prediction(session, prediction_.id, prediction_.fence, said.message,
                                    said.issues);
    });
  }

  std::string requeue(store::Setback setback, int delay_ms, std::string outcome) {
    return settled(std::move(outcome), [&](store::Session& session) {
      return store::requeue_prediction(session, prediction_.id, prediction_.fence, setback,
                                       delay_ms);
    });
  }

  std::string settled(std::string outcome,
                      const std::function<Result<bool>(store::Session&)>& change) {
    const auto changed = lease_.settle(change);
    if (!changed.ok()) return "lost";
    return *changed ? std::move(outcome) : taken(look());
  }

  Result<store::Prediction> look() {
    std::optional<store::Prediction> found;
    RW_CHECK_OK(services_.store.read([&](store::Session& session) -> Result<void> {
      RW_TRY(found, store::find_prediction(session, prediction_.tenant, prediction_.id));
      return {};
    }));
    return *std::move(found);
  }

  /// Cancelled by a user, or another's by now.
  std::string taken(const Result<store::Prediction>& row) const {
    const bool same = row.ok() && row->fence == prediction_.fence;
    return same && row->status == store::Status::kFailed ? "cancelled" : "fenced";
  }

  Services& services_;
  JobRunner& runner_;
  const store::Prediction& prediction_;
  const store::Upload& upload_;
  const RunOptions& options_;
  Lease lease_;
  OverallProgress progress_;
  std::string stage_;
  std::int64_t rows_ = 0;
  std::optional<JobEnd> end_;
  std::vector<BlobKey> stored_;  ///< objects of this run, linked only by finish()
};

}  // namespace

std::string run_prediction(Services& services, JobRunner& runner, const store::Claim& claim,
                           const RunOptions& options) {
  const std::int64_t started = services.clock.steady_ms();
  std::string outcome = Run(services, runner, claim, options).outcome();
  const double seconds = static_cast<double>(services.clock.steady_ms() - started) / 1000;
  services.counters.prediction(outcome, seconds);
  services.log.info("run_ended", {{"prediction", claim.prediction.id.text()},
                                  {"fence", claim.prediction.fence.value},
                                  {"outcome", outcome},
                                  {"seconds", seconds}});
  return outcome;
}

}  // namespace retainwise::flows
