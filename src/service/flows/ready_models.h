#pragma once
/// Models in memory, ready to answer at once. Safe to call from any thread.
///
/// This runs in the server's process and not in a child: what it reads is a model file of our own,
/// whose hash and every bound are checked, and rows that a strict JSON reader or our own result
/// file gives, at most a thousand. A child would cost more than the answer. Each answer holds its
/// thread, so only a few are made at a time.
#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "service/flows/services.h"
#include "service/store/models.h"

namespace retainwise::predict {
class ReadyModel;
}

namespace retainwise::flows {

class ReadyModels {
 public:
  /// Answers under way in the whole process.
  static constexpr int kAtOnce = 2;

  /// Read, checked and compiled, or as it was kept from the last answers. kBadFile
  /// "model_damaged"; kBadRequest "model_too_large" beyond what the server's memory is for.
  Result<std::shared_ptr<const predict::ReadyModel>> get(Services& services,
                                                         const store::StoredModel& model);
  std::atomic<int>& under_way() { return under_way_; }

 private:
  struct Kept {
    ModelId id;
    std::shared_ptr<const predict::ReadyModel> model;
  };
  std::shared_ptr<const predict::ReadyModel> find(const ModelId& id);
  void keep(const ModelId& id, std::shared_ptr<const predict::ReadyModel> model);

  std::mutex mutex_;
  std::list<Kept> kept_;  // under mutex_; used last first
  std::atomic<int> under_way_ = 0;
};

}  // namespace retainwise::flows
