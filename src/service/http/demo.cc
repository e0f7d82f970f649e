/// POST /api/predictions/{id}/process-demo: there only in demo mode. Runs this prediction now by
/// the same queue, child and fence as every other, and waits for its end.
#include "service/flows/publish.h"
#include "service/http/later_prediction.h"
#include "service/http/parameters.h"
#include "service/http/prediction_json.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"

namespace retainwise::http {
namespace {

constexpr int kWaitMs = 60'000;

Reply demo_reply(const store::Prediction& prediction) {
  return json_reply({{"success", true}, {"prediction", prediction_whole(prediction)}});
}

/// As it is where it is QUEUED or COMPLETED, QUEUED again where it is FAILED.
Result<store::Prediction> make_ready(store::Session& session, const TenantId& tenant,
                                     const PredictionId& id) {
  RW_TRY(auto prediction, store::find_prediction(session, tenant, id));
  if (prediction.status == store::Status::kProcessing)
    return conflict("still_processing", "This prediction is being processed already.");
  if (prediction.status == store::Status::kFailed)
    return store::retry_prediction(session, tenant, id);
  return prediction;
}

Result<Reply> process_demo(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  auto turn = context.demos.take(request.caller->user);
  if (!turn)
    return bad_request("too_many_requests", "You have a demo run under way.", "Wait for its end.");
  RW_TRY(const auto prediction, in_write(context.services.store, [&](store::Session& session) {
           return make_ready(session, request.tenant(), id);
         }));
  if (prediction.status == store::Status::kCompleted) return demo_reply(prediction);
  flows::publish(context.services, id);
  return when_ended(context, prediction, kWaitMs, demo_reply, std::move(turn));
}

const Route kRoutes[] = {
    {POST, "/api/predictions/{id}/process-demo", process_demo, Needs::kWrite},
};

}  // namespace

std::span<const Route> demo_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
