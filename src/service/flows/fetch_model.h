#pragma once
/// The model that a run's options name, into its work folder.
#include "base/json.h"
#include "service/flows/run_prediction.h"
#include "service/flows/services.h"
#include "service/flows/transfer.h"

namespace retainwise::flows {

/// Nothing where `options` name none. kBadRequest "unknown_model" where it is gone, kCancelled.
Result<void> fetch_model(Services& services, const TenantId& tenant, const Json& options,
                         const JobFiles& files, const KeepGoing& keep_going);

}  // namespace retainwise::flows
