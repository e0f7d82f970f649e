#include "service/flows/model_shapes.h"

#include "engine/predict/ready_model.h"
#include "service/flows/models.h"
#include "service/flows/turn.h"

namespace retainwise::flows {

Result<Json> model_shapes(Services& services, ReadyModels& ready, const TenantId& tenant,
                          const ModelId& id) {
  RW_TRY(const store::StoredModel stored, find_model(services, tenant, id));
  const Turn turn(ready.under_way(), ReadyModels::kAtOnce);
  if (!turn.taken())
    return bad_request("too_many_requests", "Other models are being looked at at the moment.",
                       "Ask again in a second.");
  RW_TRY(const auto model, ready.get(services, stored));
  const Json& figures = model->model().figures;
  return Json{
      {"success", true},
      {"model", {{"id", stored.id.text()}, {"name", stored.name}, {"version", stored.version}}},
      {"shapes", figures.is_object() ? figures.value("shapes", Json()) : Json()}};
}

}  // namespace retainwise::flows
