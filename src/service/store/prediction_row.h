#pragma once
/// How a row of `predictions` is read. For this room only.
#include <string>

#include "service/store/predictions.h"
#include "service/store/session.h"

namespace retainwise::store {

enum class Metrics { kRead, kLeaveOut };

/// The places of the columns that select_prediction() names.
class PredictionRow {
 public:
  void take(Statement& statement);
  Result<Prediction> prediction() const;

 private:
  Result<void> fill_json(Prediction& out) const;
  Result<void> fill_keys(Prediction& out) const;

  std::string id_, tenant_, filename_, status_, stage_, mode_, options_, metrics_, output_key_,
      customers_key_, sha256_, message_, errors_, model_;
  std::int64_t upload_ = 0, user_ = 0, rows_ = 0, fence_ = 0, failures_ = 0, deaths_ = 0,
               losses_ = 0, created_at_ = 0, updated_at_ = 0, started_at_ = 0, finished_at_ = 0;
  double progress_ = 0;
};

/// "select … from predictions p join uploads u …" followed by `rest`, which begins with where.
std::string select_prediction(Metrics metrics, std::string_view rest);

}  // namespace retainwise::store
