#pragma once
/// The model that a run's options name, into its work folder.
#include "base/json.h"
#include "service/flows/run_prediction.h"
#include "service/flows/services.h"
#include "service/flows/transfer.h"

namespace retainwise::flows {

/// Nothing where `options` name none. kBadRequest "unknown_model" where it was deleted, kBadFile
/// "model_damaged" where its bytes are not what its row says, kCancelled.
Result<void> fetch_model(Services& services, const TenantId& tenant, const Json& options,
                         const JobFiles& files, const KeepGoing& keep_going);

/// What to say where a model's bytes could not be had: "model_damaged" where they are gone or not
/// what the row says, else `cause` itself.
Error model_error(const Error& cause);

}  // namespace retainwise::flows
