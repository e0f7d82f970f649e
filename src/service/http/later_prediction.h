#pragma once
/// Waiting for a prediction to end, without holding a thread.
#include <functional>
#include <memory>

#include "service/http/context.h"
#include "service/http/reply.h"
#include "service/store/predictions.h"

namespace retainwise::http {

/// Answers `reply(prediction)` once it is COMPLETED or FAILED (or gone), or after `wait_ms` as it
/// is then. `held` lives as long as the wait.
Reply when_ended(Context& context, const store::Prediction& prediction, int wait_ms,
                 std::function<Reply(const store::Prediction&)> reply,
                 std::shared_ptr<void> held = nullptr);

}  // namespace retainwise::http
