#pragma once
#include "service/flows/services.h"

namespace retainwise::flows {

/// Calls the workers, once the row is committed. A call that fails is only logged: the row is the
/// truth, workers poll it, and the sweeper calls again (call_again.h).
void publish(Services& services, const PredictionId& prediction);

}  // namespace retainwise::flows
