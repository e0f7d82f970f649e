#include "service/flows/recorded_options.h"

#include "base/text.h"
#include "engine/predict/options.h"
#include "service/store/models.h"

namespace retainwise::flows {
namespace {

Error unknown_model(const std::string& model) {
  return bad_request("unknown_model", "There is no model \"" + shortened(model, 80) + "\".",
                     "Take the id of one of your models, or leave \"model\" out.");
}

Result<void> check_model(Services& services, const TenantId& tenant, const std::string& model) {
  const auto id = ModelId::parse(model);
  if (!id) return unknown_model(model);
  auto found = services.store.read([&](store::Session& session) -> Result<void> {
    RW_CHECK_OK(store::find_model(session, tenant, *id));
    return {};
  });
  if (!found.ok() && found.error().kind == ErrorKind::kNotFound) return unknown_model(model);
  return found;
}

}  // namespace

Result<Json> recorded_options(Services& services, const TenantId& tenant, std::string_view text) {
  Json json = Json::object();
  if (!trim(text).empty()) {
    RW_TRY(json, parse_json(text));
  }
  RW_TRY(predict::Options options, predict::Options::from_json(json));
  if (!options.as_of) options.as_of = date_of(services.clock.now());
  if (options.model) RW_CHECK_OK(check_model(services, tenant, *options.model));
  return options.to_json();
}

}  // namespace retainwise::flows
