#include "service/flows/publish.h"

#include "service/store/outbox.h"

namespace retainwise::flows {

void publish(Services& services, const PredictionId& prediction) {
  const auto published = services.queue.publish(prediction);
  if (services.queue.is_outside()) services.counters.call(published.ok() ? "sent" : "not_sent");
  if (!published.ok()) {
    services.log.error("publish_failed", published.error(), {{"prediction", prediction.text()}});
    return;
  }
  if (!services.queue.is_outside()) return;
  const auto noted = services.store.write([&](store::Session& session) -> Result<void> {
    return store::note_called(session, prediction);
  });
  // Then the sweeper calls once more, which does no harm.
  if (!noted.ok())
    services.log.failure("call_not_noted", noted.error(), {{"prediction", prediction.text()}});
}

}  // namespace retainwise::flows
