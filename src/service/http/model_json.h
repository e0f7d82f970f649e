#pragma once
/// Models as the API shows them.
#include "base/json.h"
#include "service/store/models.h"

namespace retainwise::http {

/// The fields of a list item. What the card does not say is null.
Json model_item(const store::StoredModel& model);
/// One model with its inputs and figures, without `filename`.
Json model_whole(const store::StoredModel& model);

}  // namespace retainwise::http
