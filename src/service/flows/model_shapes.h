#pragma once
/// How each column's values moved the scores where a model was learned.
#include "base/json.h"
#include "service/flows/ready_models.h"
#include "service/flows/services.h"

namespace retainwise::flows {

/// {success, model: {id, name, version}, shapes}: `shapes` of docs/formats/metrics.md, null in a
/// model that was made before there were any. kNotFound; "too_many_requests" at the limit; errors
/// of ReadyModels::get.
Result<Json> model_shapes(Services& services, ReadyModels& ready, const TenantId& tenant,
                          const ModelId& id);

}  // namespace retainwise::flows
