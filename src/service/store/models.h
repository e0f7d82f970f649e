#pragma once
/// Models that runs have learned. The file lies in the blob store under `key`.
#include <optional>
#include <string>

#include "service/store/store.h"

namespace retainwise::store {

struct StoredModel {
  ModelId id;
  TenantId tenant;
  PredictionId prediction;  ///< the run that made it
  BlobKey key;
  std::string sha256 = {};
  Time created_at = {};
};
Result<void> add_model(Session& session, const StoredModel& model);
Result<StoredModel> find_model(Session& session, const TenantId& tenant, const ModelId& id);

}  // namespace retainwise::store
