#pragma once
/// Writing to the log of changes.h. For this room only.
#include <string_view>

#include "service/store/session.h"

namespace retainwise::store {

inline constexpr std::string_view kChanged = "prediction";
inline constexpr std::string_view kDeleted = "deleted";

/// Before a row is written to the log: until the end of the transaction nobody else writes to this
/// tenant's. What is locked besides is locked before.
Result<void> queue_up_for_log(Session& session, const TenantId& tenant);

/// `at_most_every_ms` > 0: not where the prediction's last row is younger than that.
Result<void> note_change(Session& session, const TenantId& tenant, const PredictionId& prediction,
                         std::string_view kind = kChanged, int at_most_every_ms = 0);

}  // namespace retainwise::store
