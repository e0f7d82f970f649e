#pragma once
/// One customer of a COMPLETED prediction, as they are and with some cells changed.
#include <map>
#include <string>

#include "base/json.h"
#include "service/flows/ready_models.h"
#include "service/flows/services.h"

namespace retainwise::flows {

/// {success, row, model: {id, name, version}, shown: {churn_probability, score_kind}, changes:
/// [{column, from, to}], before, after (as a row of score_rows.h), note, messages}. Before and
/// after are both by the final model, which may have learned from this very customer: `note` says
/// so where the shown score is another. `changes`: by column, texts written as in the file.
/// kNotFound; kConflict "not_completed", "no_model"; kBadRequest "column_not_read"; kBadFile
/// "rows_do_not_fit"; "too_many_requests" at the limit.
Result<Json> what_if(Services& services, ReadyModels& ready, const TenantId& tenant,
                     const PredictionId& id, std::int64_t row,
                     const std::map<std::string, std::string>& changes);

}  // namespace retainwise::flows
