#pragma once
/// A tenant's models: what was learned, kept under a name, and used again.
#include <string>
#include <vector>

#include "service/flows/export_result.h"
#include "service/flows/services.h"
#include "service/store/models.h"

namespace retainwise::flows {

/// As in store/models.h, each with its card: one that an earlier program left without is given it.
Result<store::ModelPage> list_models(Services& services, const TenantId& tenant,
                                     const std::optional<ModelId>& before, int limit);
/// kNotFound, here and below.
Result<store::StoredModel> find_model(Services& services, const TenantId& tenant,
                                      const ModelId& id);
/// kBadRequest "bad_field" for a name that is blank, not of one line or longer than 200 bytes.
Result<store::StoredModel> change_model(Services& services, const TenantId& tenant,
                                        const ModelId& id, store::ModelChange change);
Result<void> remove_model(Services& services, const TenantId& tenant, const ModelId& id);
/// The model file, named "<name> v<version>.rwm".
Result<Export> export_model(Services& services, const TenantId& tenant, const ModelId& id);

/// What a model is called at first: by the file that it was learned from, without its extension.
std::string first_model_name(const std::string& filename);

/// The newest ones that a file without an outcome may be scored with, at most 50.
Result<std::vector<store::StoredModel>> usable_models(Services& services, const TenantId& tenant);

}  // namespace retainwise::flows
