#include "service/flows/accept_upload.h"

#include "base/progress.h"
#include "base/text.h"
#include "engine/csv/checker.h"
#include "engine/csv/reader.h"
#include "engine/predict/options.h"
#include "service/flows/blob_names.h"
#include "service/flows/discard.h"
#include "service/flows/publish.h"
#include "service/flows/recorded_options.h"
#include "service/flows/sha256.h"
#include "service/store/idempotency.h"

namespace retainwise::flows {
namespace {

constexpr std::string_view kRoute = "POST /api/csv";
constexpr int kCreated = 201;
constexpr std::size_t kMaxFilename = 255;
/// A file up to this size is read whole before it is accepted (a millisecond), so that one without
/// customers is refused at once; of larger ones the checker sees the head and the job the rest.
constexpr std::size_t kJudgedWhole = 64U << 10U;
/// A small file that unpacks to more than this is left to the job, where memory is bounded.
constexpr std::uint64_t kJudgedUnpacked = 4U << 20U;

Error too_large(std::int64_t max_bytes) {
  return bad_request(
      "too_large",
      "The file is larger than the " + std::to_string(max_bytes) + " bytes that this server takes.",
      "Leave out columns or rows that are not needed, or ask whoever runs this "
      "service to raise MAX_UPLOAD_BYTES.");
}

Error idempotency_error(const store::KeyedAnswer& known, const std::string& body_hash) {
  if (known.body_hash != body_hash)
    return bad_request("idempotency_reused",
                       "This Idempotency-Key was used before, for another file or other options.",
                       "Send a new key with every new upload.");
  return conflict("idempotency_in_progress",
                  "The first request with this Idempotency-Key is still being answered.",
                  "Try again in a moment with the same key.");
}

/// What the answer under an Idempotency-Key needs to be given again.
std::string remembered(const Accepted& accepted) {
  return to_text(Json{{"upload_id", accepted.upload.id.value},
                      {"prediction_id", accepted.prediction.id.text()}});
}

Result<Accepted> recalled(store::Session& session, const TenantId& tenant,
                          const std::string& answer) {
  RW_TRY(const Json json, parse_json(answer));
  const auto prediction = PredictionId::parse(json.value("prediction_id", ""));
  if (!prediction) return bug("a kept answer without prediction_id: " + answer);
  RW_TRY(store::Upload upload,
         store::find_upload(session, tenant, UploadId{json.value("upload_id", std::int64_t{0})}));
  RW_TRY(store::Prediction found, store::find_prediction(session, tenant, *prediction));
  return Accepted{std::move(upload), std::move(found), true};
}

class StreamedUpload final : public UploadInProgress {
 public:
  StreamedUpload(Services& services, AcceptOptions options, BlobKey key,
                 std::unique_ptr<blob::BlobWriter> writer)
      : services_(services),
        options_(std::move(options)),
        key_(std::move(key)),
        writer_(std::move(writer)) {}

  Result<void> feed(ByteSpan chunk) override {
    if (failure_) return *failure_;
    auto taken = take(chunk);
    if (!taken.ok()) fail(taken.error());
    return taken;
  }

  Result<Accepted> finish(std::string_view options) override {
    if (failure_) return *failure_;
    auto accepted = keep(options);
    if (!accepted.ok()) fail(accepted.error());
    return accepted;
  }

 private:
  Result<void> take(ByteSpan chunk) {
    size_ += static_cast<std::int64_t>(chunk.size());
    if (size_ > options_.max_bytes) return too_large(options_.max_bytes);
    RW_CHECK_OK(checker_.feed(chunk));
    sha256_.update(chunk);
    if (head_.size() <= kJudgedWhole)
      head_ += as_text(chunk).substr(0, kJudgedWhole + 1 - head_.size());
    return writer_->write(as_text(chunk));
  }

  Result<void> judge(const Json& recorded) const {
    if (head_.size() > kJudgedWhole) return {};
    RW_TRY(auto options, predict::Options::from_json(recorded));
    options.reading.most_unpacked = kJudgedUnpacked;
    options.reading.hash_seed = random_word(services_.random);
    NoProgress progress;
    const auto reading = csv::read(as_bytes(head_), options.reading, progress);
    if (!reading.ok() && reading.error().code == "unpacked_too_large") return {};
    if (!reading.ok()) return reading.error();
    if (reading->table.rows() > 0) return {};
    return bad_file("no_rows", "The file has a header but no customers below it.",
                    "Export it again with a row for each customer.");
  }

  /// The bytes go with their writer.
  void fail(const Error& error) {
    failure_ = error;
    writer_.reset();
  }

  Result<Accepted> keep(std::string_view options) {
    RW_CHECK_OK(checker_.finish());
    RW_TRY(const Json recorded, recorded_options(services_, options_.tenant, options));
    RW_CHECK_OK(judge(recorded));
    RW_TRY(const std::string sha256, sha256_.finish());
    RW_CHECK_OK(writer_->finish());
    auto accepted = commit(recorded, sha256, options);
    if (!accepted.ok() || accepted->repeated) {
      // A commit that may still take place links the file; else the garbage sweep finds it.
      const bool unknown = !accepted.ok() && accepted.error().code == "commit_unknown";
      if (!unknown) discard_unlinked(services_, {key_});
      return accepted;
    }
    publish(services_, accepted->prediction.id);
    services_.counters.upload_accepted(size_);
    return accepted;
  }

  /// Key, rows and kept answer in one transaction: a crash leaves all of them or none, so that a
  /// repeated request finds either its rows or a free key.
  Result<Accepted> commit(const Json& recorded, const std::string& sha256,
                          std::string_view options) {
    RW_TRY(const std::string body_hash, hash_of_body(sha256, options));
    const auto id = PredictionId::make(services_.random, services_.clock.now());
    std::optional<Accepted> accepted;
    const auto written = services_.store.write([&](store::Session& session) -> Result<void> {
      RW_TRY(accepted, repeated(session, body_hash));
      if (accepted) return {};
      RW_TRY(auto upload, store::add_upload(session, new_upload(sha256)));
      const store::NewPrediction prediction{id, options_.tenant, upload.id, options_.user,
                                            recorded};
      RW_TRY(auto added, store::add_prediction(session, prediction));
      accepted = Accepted{std::move(upload), std::move(added), false};
      return remember(session, *accepted);
    });
    if (!written.ok()) return written.error();
    return *std::move(accepted);
  }

  Result<std::optional<Accepted>> repeated(store::Session& session, const std::string& body_hash) {
    if (!options_.idempotency_key) return std::optional<Accepted>();
    RW_TRY(const auto known,
           store::take_key(session, options_.tenant, kRoute, *options_.idempotency_key, body_hash));
    if (!known) return std::optional<Accepted>();
    if (known->body_hash != body_hash || known->status == 0)
      return idempotency_error(*known, body_hash);
    RW_TRY(auto accepted, recalled(session, options_.tenant, known->answer));
    return std::optional<Accepted>(std::move(accepted));
  }

  Result<void> remember(store::Session& session, const Accepted& accepted) {
    if (!options_.idempotency_key) return {};
    return store::answer_key(session, options_.tenant, kRoute, *options_.idempotency_key, kCreated,
                             remembered(accepted));
  }

  store::NewUpload new_upload(const std::string& sha256) const {
    return {options_.tenant, options_.user, shortened(options_.filename, kMaxFilename), key_,
            size_,           sha256};
  }

  static Result<std::string> hash_of_body(const std::string& file_sha256,
                                          std::string_view options) {
    Sha256 hash;
    hash.update(as_bytes(file_sha256));
    hash.update(as_bytes(options));
    return hash.finish();
  }

  Services& services_;
  const AcceptOptions options_;
  const BlobKey key_;
  std::unique_ptr<blob::BlobWriter> writer_;
  csv::Checker checker_;
  std::string head_;  ///< the first kJudgedWhole bytes, and one more where there are more
  Sha256 sha256_;
  std::int64_t size_ = 0;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<UploadInProgress>> accept_upload(Services& services, AcceptOptions options) {
  RW_TRY(BlobKey key,
         upload_key(options.tenant, options.filename, services.clock.now(), services.random));
  RW_TRY(auto writer, services.blobs.put(key));
  return std::unique_ptr<UploadInProgress>(std::make_unique<StreamedUpload>(
      services, std::move(options), std::move(key), std::move(writer)));
}

}  // namespace retainwise::flows
