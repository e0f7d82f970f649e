#pragma once
/// Predictions and uploads as the API shows them.
#include "base/json.h"
#include "service/store/predictions.h"

namespace retainwise::http {

/// The fields of a list item, which events carry too.
Json prediction_item(const store::Prediction& prediction);
/// One prediction with everything.
Json prediction_whole(const store::Prediction& prediction);
Json upload_item(const store::Upload& upload);

}  // namespace retainwise::http
