#pragma once
/// Which customers a query asks for, in which order.
#include <cstdint>
#include <vector>

#include "engine/report/customers_file.h"
#include "service/flows/customers.h"

namespace retainwise::flows {

/// kBadRequest naming what is not allowed.
Result<void> check_query(const CustomerQuery& query);

struct Selection {
  std::vector<std::uint32_t> rows;  ///< of the page, 0-based, in order
  std::uint64_t matching = 0;       ///< of all pages
};
/// `query` has passed check_query().
Result<Selection> select_customers(const report::CustomersFile& file, const CustomerQuery& query);

}  // namespace retainwise::flows
