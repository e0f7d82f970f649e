#pragma once
#include "service/flows/services.h"

namespace retainwise::flows {

/// Calls the workers for what nobody was called for, or not for a minute: the queue was away, a
/// message was lost, a prediction waits for its next try. How many calls went out; stops at the
/// first that does not. Does nothing where the table itself is the queue.
Result<std::int64_t> call_again(Services& services);

}  // namespace retainwise::flows
