#include "service/flows/export_result.h"

#include "service/flows/sha256.h"

namespace retainwise::flows {
namespace {

/// Passes bytes on and keeps back the last ones until the whole is known to be what the row says:
/// a damaged file ends short, with an error, and never as a wrong whole one.
class CheckedReader final : public blob::BlobReader {
 public:
  CheckedReader(std::unique_ptr<blob::BlobReader> reader, std::string sha256)
      : reader_(std::move(reader)), expected_(std::move(sha256)) {}

  std::int64_t size() const override { return reader_->size(); }

  Result<std::size_t> read(std::span<std::byte> out) override {
    RW_TRY(const std::size_t count, reader_->read(out));
    sha256_.update(out.first(count));
    passed_ += static_cast<std::int64_t>(count);
    const bool last = passed_ >= reader_->size();
    if ((last || count == 0) && !checked_) RW_CHECK_OK(check());
    return count;
  }

 private:
  Result<void> check() {
    checked_ = true;
    RW_TRY(const std::string found, sha256_.finish());
    if (found != expected_) return bug("sha256 is " + found + ", the row says " + expected_);
    return {};
  }

  std::unique_ptr<blob::BlobReader> reader_;
  const std::string expected_;
  Sha256 sha256_;
  std::int64_t passed_ = 0;
  bool checked_ = false;
};

std::string without_extension(const std::string& filename) {
  const std::size_t dot = filename.rfind('.');
  return dot == std::string::npos || dot == 0 ? filename : filename.substr(0, dot);
}

}  // namespace

Result<Export> export_result(Services& services, const TenantId& tenant, const PredictionId& id) {
  std::optional<store::Prediction> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::find_prediction(session, tenant, id));
    return {};
  }));
  if (found->status != store::Status::kCompleted || !found->output_key)
    return conflict("not_completed", "This prediction is not completed, so it has no result.",
                    "Wait until its status is COMPLETED.");
  RW_TRY(auto reader, services.blobs.get(*found->output_key));
  return Export{std::make_unique<CheckedReader>(std::move(reader), found->result_sha256),
                without_extension(found->filename) + " with churn.csv", found->result_sha256};
}

}  // namespace retainwise::flows
