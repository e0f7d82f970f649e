#pragma once
/// Which predictions a worker was called for, where calls lie outside the database: one that was
/// not sent, or not answered for long, is sent (again).
#include <vector>

#include "service/store/store.h"

namespace retainwise::store {

/// The call went out.
Result<void> note_called(Session& session, const PredictionId& id);
/// It did not, after all.
Result<void> note_not_called(Session& session, const PredictionId& id);
/// The oldest QUEUED predictions that may run and were not called for within `stale_ms`. They count
/// as called from now on, so that of many sweepers one calls.
Result<std::vector<PredictionId>> take_uncalled(Session& session, int stale_ms, int limit);
/// Whether there is such a prediction, whoever's: a call does not say.
Result<bool> is_known(Session& session, const PredictionId& id);

}  // namespace retainwise::store
