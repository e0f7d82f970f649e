#pragma once
/// The scored rows of a COMPLETED prediction, read from its customers file by ranges: one page, or
/// one customer with every contribution.
#include <optional>
#include <string>

#include "base/json.h"
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

struct CustomerQuery {
  std::string sort = "rank";  ///< "rank" "-rank" "probability" "-probability" "row" "id"
  std::string risk = {};      ///< "high" "medium" "low", "" = all
  std::string state = {};     ///< "active" "left" "unknown" "keepable" (active + unknown), "" = all
  std::string reason = {};    ///< column that is among the row's first three reasons
  std::string q = {};         ///< part of the id, any case
  std::int64_t offset = 0;
  int limit = 50;  ///< ≤ 500
};

/// {success, customers: [{row, id, customer_state, churn_probability, retention_probability,
/// risk_level, risk_rank, reasons: [{column, value, factor}], keeps: [...],
/// explanation, score_kind}], count (all that match), next_cursor}. Of a scorecard probabilities
/// and factors are null; customers have risk_points, reasons have points.
Result<Json> list_customers(Services& services, const TenantId& tenant, const PredictionId& id,
                            const CustomerQuery& query);
/// {success, customer: {…as above, base_value, log_odds, contributions: [{column, value,
/// log_odds, factor}] (all, strongest first), cells: [{column, value}]}}; row is 1-based.
Result<Json> one_customer(Services& services, const TenantId& tenant, const PredictionId& id,
                          std::int64_t row);

}  // namespace retainwise::flows
