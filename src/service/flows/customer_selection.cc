#include "service/flows/customer_selection.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "base/text.h"

namespace retainwise::flows {
namespace {

using report::CustomersFile;

constexpr std::array<std::string_view, 6> kSorts = {"rank",         "-rank", "probability",
                                                    "-probability", "row",   "id"};
constexpr std::array<std::string_view, 4> kRisks = {"", "high", "medium", "low"};
constexpr std::array<std::string_view, 5> kStates = {"", "active", "left", "unknown", "keepable"};
constexpr int kMostCustomers = 500;
/// Rows whose contributions or ids are in memory at once.
constexpr std::uint64_t kBlock = 8192;

template <std::size_t Count>
Result<void> check_one(std::string_view name, const std::string& value,
                       const std::array<std::string_view, Count>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return {};
  std::string list;
  for (const std::string_view each : allowed) {
    if (!each.empty()) list += (list.empty() ? "" : ", ") + std::string(each);
  }
  return bad_request("bad_query",
                     std::string(name) + "=" + shortened(value, 80) + " is not allowed.",
                     "Allowed: " + list + ".");
}

bool state_fits(const std::string& wanted, roles::State state) {
  if (wanted.empty()) return true;
  if (wanted == "keepable") return state != roles::State::kLeft;
  return roles::name_of(state) == wanted;
}

/// Keeps of `rows` (ascending) those for which `fits(row)`.
template <class Fits>
void keep(std::vector<std::uint32_t>& rows, const Fits& fits) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](auto row) { return !fits(row); }),
             rows.end());
}

/// Calls visit(first, count) for each block of the file that still holds one of `rows`.
template <class Visit>
Result<void> for_blocks(const CustomersFile& file, const std::vector<std::uint32_t>& rows,
                        const Visit& visit) {
  std::uint64_t next = 0;
  for (const std::uint32_t row : rows) {
    if (row < next) continue;
    const std::uint64_t first = row / kBlock * kBlock;
    next = std::min(first + kBlock, file.rows());
    RW_CHECK_OK(visit(first, next - first));
  }
  return {};
}

Result<void> keep_by_risk_and_state(const CustomersFile& file, const CustomerQuery& query,
                                    std::vector<std::uint32_t>& rows) {
  if (!query.risk.empty()) {
    RW_TRY(const auto levels, file.levels(0, file.rows()));
    keep(rows, [&](auto row) { return report::name_of(levels[row]) == query.risk; });
  }
  if (!query.state.empty()) {
    RW_TRY(const auto states, file.states(0, file.rows()));
    keep(rows, [&](auto row) { return state_fits(query.state, states[row]); });
  }
  return {};
}

bool names_column(const CustomersFile& file, std::span<const float> contributions,
                  const std::string& column) {
  const auto picked = report::pick(contributions, file.unit());
  return std::any_of(picked.reasons.begin(), picked.reasons.end(), [&](const auto& reason) {
    return file.inputs()[reason.input].name == column;
  });
}

Result<void> keep_by_reason(const CustomersFile& file, const CustomerQuery& query,
                            std::vector<std::uint32_t>& rows) {
  if (query.reason.empty()) return {};
  std::vector<bool> fits(file.rows());
  const std::size_t inputs = file.inputs().size();
  RW_CHECK_OK(for_blocks(file, rows, [&](auto first, auto count) -> Result<void> {
    RW_TRY(const auto all, file.contributions(first, count));
    for (std::uint64_t i = 0; i < count; ++i)
      fits[first + i] =
          names_column(file, std::span(all).subspan(i * inputs, inputs), query.reason);
    return {};
  }));
  keep(rows, [&](auto row) { return fits[row]; });
  return {};
}

Result<void> keep_by_id(const CustomersFile& file, const CustomerQuery& query,
                        std::vector<std::uint32_t>& rows) {
  if (query.q.empty()) return {};
  const std::string part = lower(query.q);
  std::vector<bool> fits(file.rows());
  RW_CHECK_OK(for_blocks(file, rows, [&](auto first, auto count) -> Result<void> {
    RW_TRY(const auto ids, file.ids(first, count));
    for (std::uint64_t i = 0; i < count; ++i) fits[first + i] = contains(lower(ids[i]), part);
    return {};
  }));
  keep(rows, [&](auto row) { return fits[row]; });
  return {};
}

/// The first `most` of `rows` in the order of `before`; equals stand as in the file.
template <class Before>
void order(std::vector<std::uint32_t>& rows, std::size_t most, const Before& before) {
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(most, rows.size()));
  std::partial_sort(rows.begin(), end, rows.end(), [&](auto a, auto b) {
    if (before(a, b)) return true;
    return !before(b, a) && a < b;
  });
}

/// Those who left have no rank: they come last in both directions, most likely first.
Result<void> order_by_rank(const CustomersFile& file, bool backwards, std::size_t most,
                           std::vector<std::uint32_t>& rows) {
  RW_TRY(const auto ranks, file.ranks(0, file.rows()));
  RW_TRY(const auto probabilities, file.probabilities(0, file.rows()));
  order(rows, most, [&](auto a, auto b) {
    if ((ranks[a] == 0) != (ranks[b] == 0)) return ranks[b] == 0;
    if (ranks[a] == 0) return probabilities[a] > probabilities[b];
    return backwards ? ranks[a] > ranks[b] : ranks[a] < ranks[b];
  });
  return {};
}

Result<void> order_by_probability(const CustomersFile& file, bool backwards, std::size_t most,
                                  std::vector<std::uint32_t>& rows) {
  RW_TRY(const auto p, file.probabilities(0, file.rows()));
  order(rows, most, [&](auto a, auto b) { return backwards ? p[a] > p[b] : p[a] < p[b]; });
  return {};
}

Result<void> order_by_id(const CustomersFile& file, std::size_t most,
                         std::vector<std::uint32_t>& rows) {
  std::vector<std::string> ids(file.rows());
  RW_CHECK_OK(for_blocks(file, rows, [&](auto first, auto count) -> Result<void> {
    RW_TRY(auto block, file.ids(first, count));
    std::move(block.begin(), block.end(), ids.begin() + static_cast<std::ptrdiff_t>(first));
    return {};
  }));
  order(rows, most, [&](auto a, auto b) { return ids[a] < ids[b]; });
  return {};
}

Result<void> sort_rows(const CustomersFile& file, const std::string& sort, std::size_t most,
                       std::vector<std::uint32_t>& rows) {
  if (sort == "rank" || sort == "-rank") return order_by_rank(file, sort == "-rank", most, rows);
  if (sort == "id") return order_by_id(file, most, rows);
  if (sort == "row") return {};
  return order_by_probability(file, sort == "-probability", most, rows);
}

}  // namespace

Result<void> check_query(const CustomerQuery& query) {
  RW_CHECK_OK(check_one("sort", query.sort, kSorts));
  RW_CHECK_OK(check_one("risk", query.risk, kRisks));
  RW_CHECK_OK(check_one("state", query.state, kStates));
  if (query.limit < 1 || query.limit > kMostCustomers)
    return bad_request("bad_query", "limit=" + std::to_string(query.limit) + " is not allowed.",
                       "Allowed: 1 to " + std::to_string(kMostCustomers) + ".");
  if (query.offset < 0 || query.offset > std::numeric_limits<std::uint32_t>::max())
    return bad_request("bad_query", "This cursor is not one of ours.",
                       "Begin at the first page again.");
  return {};
}

Result<Selection> select_customers(const CustomersFile& file, const CustomerQuery& query) {
  std::vector<std::uint32_t> rows(file.rows());
  std::iota(rows.begin(), rows.end(), 0U);
  RW_CHECK_OK(keep_by_risk_and_state(file, query, rows));
  RW_CHECK_OK(keep_by_id(file, query, rows));
  RW_CHECK_OK(keep_by_reason(file, query, rows));
  Selection selection;
  selection.matching = rows.size();
  const std::size_t first = std::min(static_cast<std::size_t>(query.offset), rows.size());
  const std::size_t last = std::min(first + static_cast<std::size_t>(query.limit), rows.size());
  RW_CHECK_OK(sort_rows(file, query.sort, last, rows));
  selection.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(first),
                        rows.begin() + static_cast<std::ptrdiff_t>(last));
  return selection;
}

}  // namespace retainwise::flows
