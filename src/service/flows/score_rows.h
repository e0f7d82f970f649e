#pragma once
/// Scores at once, by a model that is kept in memory.
#include <optional>

#include "base/json.h"
#include "service/flows/ready_models.h"
#include "service/flows/services.h"

namespace retainwise::flows {

inline constexpr std::size_t kMostRows = 1000;

/// {success, model: {id, name, version}, rows: [{row, churn_probability …}], count, messages}.
/// `rows`: an array of at most kMostRows objects; see predict/given_rows.h. Without `model` it is
/// the tenant's default where it fits, or the newest of those that read most of their columns.
/// kBadFile "rows_do_not_fit", "model_does_not_fit"; kBadRequest; "too_many_requests" at the limit.
Result<Json> score_rows(Services& services, ReadyModels& ready, const TenantId& tenant,
                        const std::optional<std::string>& model, const Json& rows);

}  // namespace retainwise::flows
