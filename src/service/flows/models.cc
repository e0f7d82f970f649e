#include "service/flows/models.h"

#include <algorithm>

#include "base/text.h"
#include "service/flows/checked_reader.h"
#include "service/flows/model_card.h"
#include "service/flows/transfer.h"
#include "service/store/predictions.h"

namespace retainwise::flows {
namespace {

constexpr int kUsable = 50;
constexpr std::size_t kLongestName = 200;

/// By the file that it was learned from, while that is known.
std::string first_name(store::Session& session, const store::StoredModel& model) {
  const auto made_by = store::find_prediction(session, model.tenant, model.prediction);
  return made_by.ok() ? first_model_name(made_by->filename) : "Model";
}

Result<void> give_card(Services& services, store::StoredModel& model) {
  RW_TRY(const std::string bytes, read_blob(services, model.key, model.sha256));
  RW_TRY(model.card, model_card(as_bytes(bytes)));
  model.family = family_of(model.card);
  model.file_size = static_cast<std::int64_t>(bytes.size());
  std::optional<store::StoredModel> kept;
  RW_CHECK_OK(services.store.write([&](store::Session& session) -> Result<void> {
    store::StoredModel given = model;
    given.name = first_name(session, model);
    RW_TRY(kept, store::give_card(session, given));
    return {};
  }));
  model = *std::move(kept);
  return {};
}

/// A file that is damaged or gone leaves its model without a card: it is shown, and never used.
void give_cards(Services& services, std::vector<store::StoredModel>& models) {
  for (store::StoredModel& model : models) {
    if (!model.card.is_null()) continue;
    if (auto given = give_card(services, model); !given.ok())
      services.log.error("model_without_card", given.error(), {{"model", model.id.text()}});
  }
}

Result<void> check_name(std::string& name) {
  name = trim(name);
  const bool fits = !name.empty() && name.size() <= kLongestName;
  const bool one_line = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
  });
  if (fits && one_line) return {};
  return bad_request("bad_field", "\"name\" must be one line of 1 to 200 bytes.",
                     "Choose a shorter name, without line breaks.");
}

}  // namespace

std::string first_model_name(const std::string& filename) {
  const std::size_t dot = filename.rfind('.');
  const bool whole = dot == std::string::npos || dot == 0;
  return shortened(whole ? filename : filename.substr(0, dot), kLongestName);
}

Result<store::ModelPage> list_models(Services& services, const TenantId& tenant,
                                     const std::optional<ModelId>& before, int limit) {
  store::ModelPage page;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(page, store::list_models(session, tenant, before, limit));
    return {};
  }));
  give_cards(services, page.models);
  return page;
}

Result<store::StoredModel> find_model(Services& services, const TenantId& tenant,
                                      const ModelId& id) {
  std::vector<store::StoredModel> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(store::StoredModel one, store::find_model(session, tenant, id));
    found = {std::move(one)};
    return {};
  }));
  give_cards(services, found);
  return std::move(found.front());
}

Result<store::StoredModel> change_model(Services& services, const TenantId& tenant,
                                        const ModelId& id, store::ModelChange change) {
  if (change.name) RW_CHECK_OK(check_name(*change.name));
  const auto written = services.store.write([&](store::Session& session) -> Result<void> {
    RW_CHECK_OK(store::change_model(session, tenant, id, change));
    return {};
  });
  if (!written.ok()) return written.error();
  return find_model(services, tenant, id);
}

Result<void> remove_model(Services& services, const TenantId& tenant, const ModelId& id) {
  return services.store.write([&](store::Session& session) -> Result<void> {
    return store::remove_model(session, tenant, id);
  });
}

Result<Export> export_model(Services& services, const TenantId& tenant, const ModelId& id) {
  RW_TRY(const store::StoredModel model, find_model(services, tenant, id));
  RW_TRY(auto reader, services.blobs.get(model.key));
  return Export{checked_reader(std::move(reader), model.sha256),
                model.name + " v" + std::to_string(model.version) + ".rwm", model.sha256};
}

Result<std::vector<store::StoredModel>> usable_models(Services& services, const TenantId& tenant) {
  RW_TRY(store::ModelPage page, list_models(services, tenant, std::nullopt, kUsable));
  std::optional<store::StoredModel> chosen;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(chosen, store::default_model(session, tenant));
    return {};
  }));
  const bool beyond = chosen && std::none_of(page.models.begin(), page.models.end(),
                                             [](const auto& model) { return model.is_default; });
  if (beyond) page.models.push_back(*std::move(chosen));
  return std::move(page.models);
}

}  // namespace retainwise::flows
