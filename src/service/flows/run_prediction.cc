#include "service/flows/run_prediction.h"

#include <algorithm>
#include <optional>

#include "base/progress.h"
#include "service/flows/blob_names.h"
#include "service/flows/discard.h"
#include "service/flows/error_file.h"
#include "service/flows/fetch_model.h"
#include "service/flows/lease.h"
#include "service/flows/local_file.h"
#include "service/flows/model_card.h"
#include "service/flows/models.h"
#include "service/flows/overall_progress.h"
#include "service/flows/refusal.h"
#include "service/flows/transfer.h"
#include "service/flows/work_folder.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kMaxSummaryBytes = 64U << 20U;
constexpr std::size_t kMaxCardBytes = 64U << 20U;
constexpr int kFetchTries = 2;
constexpr std::string_view kFetching = "fetching";
constexpr std::string_view kStoring = "storing";

/// One of the tenant's models that the child asks for, and what kept the file from being learned
/// from.
struct Wanted {
  std::string model, why;
};

/// What the child leaves in summary.json.
struct ChildSummary {
  std::string mode;
  std::int64_t rows = 0;
  Json metrics;
  std::optional<Wanted> wanted = {};  ///< then nothing else is there
};

Result<ChildSummary> read_summary(const std::string& path) {
  RW_TRY(const std::string text, read_file(path, kMaxSummaryBytes));
  RW_TRY(Json json, parse_json(text, {.depth = 64, .bytes = kMaxSummaryBytes}));
  try {
    if (json.contains("model"))
      return ChildSummary{
          "", 0, {}, Wanted{json["model"].get<std::string>(), json.at("why").get<std::string>()}};
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

/// The message of a run whose model was chosen for it.
Json chosen_message(const store::StoredModel& model, const std::string& why) {
  return {{"code", "model_chosen"},
          {"message", why + " It was scored with your model \"" + model.name + "\" (version " +
                          std::to_string(model.version) + "), learned on " +
                          rfc3339(model.created_at).substr(0, 10) + "."},
          {"column", nullptr},
          {"hint", "To take another model, name it when you run the file again."}};
}

class Run {
 public:
  Run(Services& services, JobRunner& runner, const store::Claim& claim, const RunOptions& options)
      : services_(services),
        runner_(runner),
        prediction_(claim.prediction),
        upload_(claim.upload),
        options_(options),
        options_used_(claim.prediction.options),
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
    RW_TRY(ChildSummary summary, run_child(files));
    if (!summary.wanted) return store_results(files, std::move(summary));
    const Wanted wanted = *std::move(summary.wanted);
    RW_CHECK_OK(fetch_wanted(files, wanted.model));
    RW_TRY(ChildSummary scored, run_child(files));
    if (scored.wanted) return bug("the child asked for a model although it had one");
    RW_CHECK_OK(say_chosen(scored.metrics, wanted));
    return store_results(files, std::move(scored));
  }

  Result<void> fetch(const JobFiles& files) {
    enter(kFetching);
    RW_CHECK_OK(write_file(files.options(), to_text(options_used_)));
    if (options_used_.contains("model")) {
      RW_CHECK_OK(fetch_chosen(files));
    } else {
      RW_TRY(models_, usable_models(services_, prediction_.tenant));
      RW_CHECK_OK(write_file(files.models(), to_text(candidates_json(candidates_of(models_)))));
    }
    return fetch_upload(files);
  }

  Result<void> fetch_chosen(const JobFiles& files) {
    return fetch_model(services_, prediction_.tenant, options_used_, files, keep_going(kFetching));
  }

  /// Nobody asked for this very model: where it was deleted meanwhile, the next run takes another.
  Result<void> fetch_wanted(const JobFiles& files, const std::string& model) {
    options_used_["model"] = model;
    RW_CHECK_OK(write_file(files.options(), to_text(options_used_)));
    auto fetched = fetch_chosen(files);
    if (!fetched.ok() && fetched.error().code == "unknown_model")
      return unavailable("The model for this file was deleted just now.");
    return fetched;
  }

  Result<void> say_chosen(Json& metrics, const Wanted& wanted) const {
    const auto chosen = std::find_if(models_.begin(), models_.end(), [&](const auto& model) {
      return model.id.text() == wanted.model;
    });
    if (chosen == models_.end()) return bug("the child asked for a model that nobody offered");
    metrics["messages"].push_back(chosen_message(*chosen, wanted.why));
    return {};
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

  Result<ChildSummary> run_child(const JobFiles& files) {
    end_ = runner_.run(files, [this](const store::Beat& beat) { return hear(beat); });
    switch (end_->kind) {
      case JobEnd::Kind::kDone: return read_summary(files.summary());
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

  Result<store::Finished> store_results(const JobFiles& files, ChildSummary summary) {
    enter(kStoring);
    RW_TRY(const BlobKey result, run_key("result.csv"));
    RW_TRY(const BlobKey customers, run_key("customers.rwc"));
    RW_TRY(std::string sha256, keep(files.result(), result));
    summary.metrics["result_sha256"] = sha256;
    RW_CHECK_OK(keep(files.customers(), customers));
    RW_TRY(auto model, store_model(files));
    if (model && summary.metrics.contains("model"))
      summary.metrics["model"]["id"] = model->id.text();  // the engine knows no ids of ours
    return store::Finished{std::move(summary.mode),
                           summary.rows,
                           std::move(summary.metrics),
                           result,
                           customers,
                           std::move(sha256),
                           std::move(model),
                           scored_by()};
  }

  std::optional<ModelId> scored_by() const {
    return ModelId::parse(options_used_.value("model", ""));
  }

  /// Where the run learned one.
  Result<std::optional<store::StoredModel>> store_model(const JobFiles& files) {
    if (file_size(files.model()) == 0) return std::optional<store::StoredModel>();
    const Time now = services_.clock.now();
    const auto id = ModelId::make(services_.random, now);
    RW_TRY(const BlobKey key, model_key(prediction_.tenant, prediction_.id, prediction_.fence, id));
    RW_TRY(std::string sha256, keep(files.model(), key));
    store::StoredModel model{id, prediction_.tenant, prediction_.id, key, std::move(sha256), now};
    RW_TRY(const std::string card, read_file(files.model_card(), kMaxCardBytes));
    RW_TRY(model.card, parse_json(card, {.depth = 64, .bytes = kMaxCardBytes}));
    model.family = family_of(model.card);
    model.file_size = file_size(files.model());
    model.name = first_model_name(upload_.filename);
    return std::optional(std::move(model));
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
    // A commit that may still take place links them; else the garbage sweep finds them.
    if (!linked.ok() && linked.error().code == "commit_unknown") return "lost";
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
  Json options_used_;                       ///< the caller's, with the model that was chosen
  std::vector<store::StoredModel> models_;  ///< offered to the child
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
