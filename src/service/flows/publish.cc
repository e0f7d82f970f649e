#include "service/flows/publish.h"

namespace retainwise::flows {

void publish(Services& services, const PredictionId& prediction) {
  if (auto published = services.queue.publish(prediction); !published.ok())
    services.log.error("publish_failed", published.error(), {{"prediction", prediction.text()}});
}

}  // namespace retainwise::flows
