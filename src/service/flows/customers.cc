#include "service/flows/customers.h"

#include "service/flows/customer_selection.h"
#include "service/flows/scored_customers.h"

namespace retainwise::flows {

Result<Json> list_customers(Services& services, const TenantId& tenant, const PredictionId& id,
                            const CustomerQuery& query) {
  RW_CHECK_OK(check_query(query));
  RW_TRY(const auto customers, ScoredCustomers::open(services, tenant, id));
  RW_TRY(const Selection selection, select_customers(customers.file(), query));
  Json list = Json::array();
  for (const std::uint32_t row : selection.rows) {
    RW_TRY(Json customer, customers.listed(row));
    list.push_back(std::move(customer));
  }
  const std::uint64_t next = static_cast<std::uint64_t>(query.offset) + selection.rows.size();
  return Json{{"success", true},
              {"customers", std::move(list)},
              {"count", selection.matching},
              {"next_cursor", next < selection.matching ? Json(std::to_string(next)) : Json()}};
}

Result<Json> one_customer(Services& services, const TenantId& tenant, const PredictionId& id,
                          std::int64_t row) {
  RW_TRY(const auto customers, ScoredCustomers::open(services, tenant, id));
  if (row < 1 || static_cast<std::uint64_t>(row) > customers.file().rows())
    return not_found("This prediction has no row " + std::to_string(row) + ".");
  RW_TRY(Json customer, customers.whole(static_cast<std::uint64_t>(row) - 1));
  return Json{{"success", true}, {"customer", std::move(customer)}};
}

}  // namespace retainwise::flows
