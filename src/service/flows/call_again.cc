#include "service/flows/call_again.h"

#include <span>

#include "service/store/outbox.h"

namespace retainwise::flows {
namespace {

constexpr int kStaleMs = 60'000;
constexpr int kCallsAtOnce = 100;

Result<std::vector<PredictionId>> uncalled(Services& services) {
  std::vector<PredictionId> taken;
  RW_CHECK_OK(services.store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(taken, store::take_uncalled(session, kStaleMs, kCallsAtOnce));
    return {};
  }));
  return taken;
}

Result<void> put_back(Services& services, std::span<const PredictionId> ids) {
  return services.store.write([&](store::Session& session) -> Result<void> {
    for (const PredictionId& id : ids) RW_CHECK_OK(store::note_not_called(session, id));
    return {};
  });
}

}  // namespace

Result<std::int64_t> call_again(Services& services) {
  if (!services.queue.is_outside()) return std::int64_t{0};
  RW_TRY(const auto ids, uncalled(services));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto sent = services.queue.publish(ids[i]);
    services.counters.call(sent.ok() ? "sent_again" : "not_sent");
    if (sent.ok()) continue;
    // Where this fails too, they are called for a minute later.
    RW_CHECK_OK(put_back(services, std::span(ids).subspan(i)));
    return sent.error();
  }
  return static_cast<std::int64_t>(ids.size());
}

}  // namespace retainwise::flows
