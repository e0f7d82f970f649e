#include "service/flows/export_result.h"

#include "service/flows/checked_reader.h"

namespace retainwise::flows {
namespace {

std::string without_extension(const std::string& filename) {
  const std::size_t dot = filename.rfind('.');
  return dot == std::string::npos || dot == 0 ? filename : filename.substr(0, dot);
}

std::string download_name(const store::Prediction& prediction) {
  return without_extension(prediction.filename) + " with churn.csv";
}

Result<store::Prediction> completed(Services& services, const TenantId& tenant,
                                    const PredictionId& id) {
  std::optional<store::Prediction> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::find_prediction(session, tenant, id));
    return {};
  }));
  if (found->status != store::Status::kCompleted || !found->output_key)
    return conflict("not_completed", "This prediction is not completed, so it has no result.",
                    "Wait until its status is COMPLETED.");
  return *std::move(found);
}

}  // namespace

Result<Export> export_result(Services& services, const TenantId& tenant, const PredictionId& id) {
  RW_TRY(const store::Prediction found, completed(services, tenant, id));
  RW_TRY(auto reader, services.blobs.get(*found.output_key));
  return Export{checked_reader(std::move(reader), found.result_sha256), download_name(found),
                found.result_sha256};
}

Result<std::optional<std::string>> result_link(Services& services, const TenantId& tenant,
                                               const PredictionId& id, int seconds) {
  RW_TRY(const store::Prediction found, completed(services, tenant, id));
  return services.blobs.presign(*found.output_key, download_name(found), seconds);
}

}  // namespace retainwise::flows
