/// The scored customers of one prediction.
#include "service/flows/customers.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "service/http/parameters.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

/// One of `allowed`, or "" where absent.
Result<std::string> choice(const Query& query, std::string_view name,
                           std::initializer_list<std::string_view> allowed) {
  std::string value = text_parameter(query, name);
  if (value.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end())
    return value;
  std::string list;
  for (const auto each : allowed) (list += list.empty() ? "" : ", ") += each;
  return bad_request("bad_parameter",
                     "\"" + std::string(name) + "\" must be one of: " + list + ".");
}

/// With all that its cursors are bound to.
std::string list_name(const PredictionId& id, const flows::CustomerQuery& query) {
  return list_of("customers/" + id.text(),
                 {query.sort, query.risk, query.state, query.reason, query.q});
}

/// By `cursor`, or by `offset`.
Result<std::int64_t> offset_of(const Request& request, const Context& context,
                               const std::string& list) {
  RW_TRY(const auto text, cursor_text(request, context, list));
  if (text.empty()) return number_parameter(request.query, "offset", 0, 0, 100'000'000);
  if (request.query.get("offset"))
    return bad_request("bad_query", "\"offset\" and \"cursor\" do not go together.",
                       "Send one of them.");
  std::int64_t offset = 0;
  std::from_chars(text.data(), text.data() + text.size(), offset);
  return offset;
}

Result<flows::CustomerQuery> query_of(const Request& request, const Context& context,
                                      const PredictionId& id) {
  RW_CHECK_OK(only_parameters(
      request.query, {"sort", "risk", "state", "reason", "q", "offset", "limit", "cursor"}));
  flows::CustomerQuery query;
  RW_TRY(const auto sort, choice(request.query, "sort",
                                 {"rank", "-rank", "probability", "-probability", "row", "id"}));
  if (!sort.empty()) query.sort = sort;
  RW_TRY(query.risk, choice(request.query, "risk", {"high", "medium", "low"}));
  RW_TRY(query.state, choice(request.query, "state", {"active", "left", "unknown", "keepable"}));
  query.reason = text_parameter(request.query, "reason");
  query.q = text_parameter(request.query, "q");
  RW_TRY(query.offset, offset_of(request, context, list_name(id, query)));
  RW_TRY(const auto limit, number_parameter(request.query, "limit", query.limit, 1, 500));
  query.limit = static_cast<int>(limit);
  return query;
}

Result<Reply> list(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto query, query_of(request, context, id));
  RW_TRY(Json page, flows::list_customers(context.services, request.tenant(), id, query));
  const Json next = page.value("next_cursor", Json());
  if (!next.is_null())
    page["next_cursor"] = make_cursor(request, context, list_name(id, query),
                                      next.is_string() ? next.get<std::string>() : to_text(next));
  return json_reply(page);
}

Result<Reply> one(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_TRY(const auto row, customer_row(request));
  RW_TRY(const Json customer, flows::one_customer(context.services, request.tenant(), id, row));
  return json_reply(customer);
}

const Route kRoutes[] = {
    {GET, "/api/predictions/{id}/customers", list, Needs::kRead},
    {GET, "/api/predictions/{id}/customers/{row}", one, Needs::kRead},
};

}  // namespace

std::span<const Route> customer_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
