#include "service/flows/fetch_model.h"

#include <optional>

#include "service/store/models.h"

namespace retainwise::flows {
namespace {

Error model_gone() {
  return bad_request("unknown_model", "The model that was asked for has been deleted.",
                     "Run the file again with another model, or with none.");
}

Error model_damaged(const Error& cause) {
  Error error =
      bad_file("model_damaged",
               "The stored copy of the model is damaged or gone, so nothing can be "
               "scored with it.",
               "Choose another model, or learn a new one from a file that says who left.");
  error.detail = cause.what + " " + cause.detail;
  return error;
}

}  // namespace

Error model_error(const Error& cause) {
  const bool gone = cause.kind == ErrorKind::kNotFound || cause.code == "upload_corrupt";
  return gone ? model_damaged(cause) : cause;
}

Result<void> fetch_model(Services& services, const TenantId& tenant, const Json& options,
                         const JobFiles& files, const KeepGoing& keep_going) {
  if (!options.contains("model")) return {};
  const auto id = ModelId::parse(options["model"].get<std::string>());
  if (!id) return model_gone();
  std::optional<store::StoredModel> model;
  auto asked = services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(model, store::find_model(session, tenant, *id));
    return {};
  });
  if (!asked.ok() && asked.error().kind == ErrorKind::kNotFound) return model_gone();
  RW_CHECK_OK(std::move(asked));
  auto fetched = fetch_blob(services, model->key, model->sha256, files.saved_model(), keep_going);
  if (!fetched.ok()) return model_error(fetched.error());
  return {};
}

}  // namespace retainwise::flows
