#include "service/flows/accept_upload.h"
#include "service/flows/publish.h"
#include "service/flows/recorded_options.h"

namespace retainwise::flows {

Result<store::Prediction> predict_again(Services& services, const TenantId& tenant, UserId user,
                                        UploadId upload, std::string_view options) {
  RW_TRY(const Json recorded, recorded_options(services, tenant, options));
  const auto id = PredictionId::make(services.random, services.clock.now());
  std::optional<store::Prediction> added;
  const auto written = services.store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(const auto found, store::find_upload(session, tenant, upload));
    RW_TRY(added, store::add_prediction(session, {id, tenant, found.id, user, recorded}));
    return {};
  });
  if (!written.ok()) return written.error();
  publish(services, id);
  return *std::move(added);
}

}  // namespace retainwise::flows
