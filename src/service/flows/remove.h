#pragma once
/// Taking things away: rows go in one transaction with the list of blobs to delete; the sweeper
/// deletes the blobs until they are gone.
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

Result<void> remove_prediction(Services& services, const TenantId& tenant, const PredictionId& id);
Result<void> remove_upload(Services& services, const TenantId& tenant, UploadId id);
/// Deletes blobs whose deletion is due, and objects without a row older than `grace_ms`; gives how
/// many went.
Result<std::int64_t> sweep_deletions(Services& services);
Result<std::int64_t> sweep_garbage(Services& services, std::int64_t grace_ms);

}  // namespace retainwise::flows
