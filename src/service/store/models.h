#pragma once
/// Models that runs have learned. The file lies in the blob store under `key`. A model that was
/// removed keeps its row, without file, card or default, because predictions name it; no function
/// here finds it any more.
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "service/store/store.h"

namespace retainwise::store {

struct StoredModel {
  ModelId id;
  TenantId tenant;
  PredictionId prediction;  ///< the run that made it; it may be gone
  BlobKey key;
  std::string sha256 = {};
  Time created_at = {};
  std::string name = {};  ///< shown
  /// Models of one family read the same columns for the same outcome; "" where nobody said.
  std::string family = {};
  std::int64_t version = 1;  ///< in its family; a number is never given twice
  bool is_default = false;
  std::int64_t file_size = 0;
  Json card = {};  ///< what its flow keeps of it; null where none was kept yet
};

struct ModelPage {
  std::vector<StoredModel> models = {};  ///< newest first
  std::optional<ModelId> next = {};      ///< give it as `before` for the next page
};

struct ModelChange {
  std::optional<std::string> name = {};
  std::optional<bool> is_default = {};  ///< true: no other of the tenant is any more
};

/// `version` is given here; the name is that of the family's newest, where it has one. `created_at`
/// and `is_default` are not read.
Result<void> add_model(Session& session, const StoredModel& model);
/// kNotFound for another tenant's and for a removed one, here and in every function below.
Result<StoredModel> find_model(Session& session, const TenantId& tenant, const ModelId& id);
Result<ModelPage> list_models(Session& session, const TenantId& tenant,
                              const std::optional<ModelId>& before, int limit);
Result<std::optional<StoredModel>> default_model(Session& session, const TenantId& tenant);
/// For one that was written without: name, family, version, size and card.
Result<StoredModel> give_card(Session& session, const StoredModel& model);
Result<StoredModel> change_model(Session& session, const TenantId& tenant, const ModelId& id,
                                 const ModelChange& change);
/// Its blob goes on the list of deletions; predictions that name it stay.
Result<void> remove_model(Session& session, const TenantId& tenant, const ModelId& id);

}  // namespace retainwise::store
