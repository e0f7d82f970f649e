#include "service/flows/ready_models.h"

#include <algorithm>

#include "engine/predict/ready_model.h"

#include "service/flows/fetch_model.h"
#include "service/flows/transfer.h"

namespace retainwise::flows {
namespace {

/// A model of ten thousand customers has about a megabyte; two of them are no weight.
constexpr std::size_t kKeptModels = 2;
constexpr std::int64_t kLargest = 64LL << 20U;

Error model_too_large() {
  return bad_request("model_too_large", "This model is too large to answer at once.",
                     "Upload the rows as a file and name the model in its options.");
}

}  // namespace

Result<std::shared_ptr<const predict::ReadyModel>> ReadyModels::get(
    Services& services, const store::StoredModel& model) {
  if (auto kept = find(model.id)) return kept;
  if (model.file_size > kLargest) return model_too_large();
  const auto bytes = read_blob(services, model.key, model.sha256);
  if (!bytes.ok()) return model_error(bytes.error());
  RW_TRY(predict::ReadyModel ready, predict::ReadyModel::read(as_bytes(*bytes)));
  auto shared = std::make_shared<const predict::ReadyModel>(std::move(ready));
  keep(model.id, shared);
  return std::shared_ptr<const predict::ReadyModel>(std::move(shared));
}

std::shared_ptr<const predict::ReadyModel> ReadyModels::find(const ModelId& id) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& each) { return each.id == id; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().model;
}

void ReadyModels::keep(const ModelId& id, std::shared_ptr<const predict::ReadyModel> model) {
  const std::lock_guard lock(mutex_);
  kept_.push_front({id, std::move(model)});
  if (kept_.size() > kKeptModels) kept_.pop_back();
}

}  // namespace retainwise::flows
