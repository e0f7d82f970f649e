#pragma once
#include "service/flows/services.h"

namespace retainwise::flows {

/// Calls the workers. A call that fails is only logged: the row is the truth, and workers poll it.
void publish(Services& services, const PredictionId& prediction);

}  // namespace retainwise::flows
