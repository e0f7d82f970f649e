#include "service/flows/remove.h"

namespace retainwise::flows {

Result<void> remove_prediction(Services& services, const TenantId& tenant, const PredictionId& id) {
  return services.store.write([&](store::Session& session) -> Result<void> {
    return store::remove_prediction(session, tenant, id);
  });
}

Result<void> remove_upload(Services& services, const TenantId& tenant, UploadId id) {
  return services.store.write([&](store::Session& session) -> Result<void> {
    return store::remove_upload(session, tenant, id);
  });
}

}  // namespace retainwise::flows
