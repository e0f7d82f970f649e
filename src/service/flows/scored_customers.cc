#include "service/flows/scored_customers.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "engine/csv/cells.h"
#include "engine/csv/writer.h"
#include "engine/report/result_file.h"
#include "service/flows/blob_range.h"

namespace retainwise::flows {
namespace {

/// A customers file up to this size is read at once: one open instead of one a column and row.
constexpr std::uint64_t kReadWhole = 4U << 20U;
constexpr std::uint64_t kLongestRecord = 64U << 20U;
/// Bytes of records that own_cells() reads.
constexpr std::uint64_t kMostCells = 1U << 20U;

Result<store::Prediction> completed(Services& services, const TenantId& tenant,
                                    const PredictionId& id) {
  std::optional<store::Prediction> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::find_prediction(session, tenant, id));
    return {};
  }));
  if (found->status != store::Status::kCompleted || !found->customers_key || !found->output_key)
    return conflict("not_completed", "This prediction is not completed, so it has no customers.",
                    "Wait until its status is COMPLETED.");
  return *std::move(found);
}

report::CustomersFile::Read reader_of(Services& services, const BlobKey& key) {
  return [&services, key](std::uint64_t offset, std::uint64_t length) {
    return read_range(services, key, offset, length);
  };
}

report::CustomersFile::Read reader_of(std::string text) {
  const auto kept = std::make_shared<const std::string>(std::move(text));
  return [kept](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
    if (offset > kept->size() || length > kept->size() - offset)
      return bug("a range outside of the customers file");
    return kept->substr(offset, length);
  };
}

std::size_t added_place(std::string_view name) {
  const auto found = std::find(report::kAddedColumns.begin(), report::kAddedColumns.end(), name);
  return static_cast<std::size_t>(found - report::kAddedColumns.begin());
}

}  // namespace

Result<ScoredCustomers> ScoredCustomers::open(Services& services, const TenantId& tenant,
                                              const PredictionId& id) {
  RW_TRY(const store::Prediction prediction, completed(services, tenant, id));
  const BlobKey& key = *prediction.customers_key;
  RW_TRY(const auto blob, services.blobs.get(key));
  const auto size = static_cast<std::uint64_t>(blob->size());
  report::CustomersFile::Read read = reader_of(services, key);
  if (size <= kReadWhole) {
    RW_TRY(std::string text, read(0, size));
    read = reader_of(std::move(text));
  }
  RW_TRY(auto file, report::CustomersFile::open(std::move(read), size));
  return ScoredCustomers(services, *prediction.output_key, std::move(file));
}

Result<std::vector<std::string>> ScoredCustomers::record(std::uint64_t offset,
                                                         std::uint64_t length) const {
  if (length > kLongestRecord) return bug("a record of " + std::to_string(length) + " bytes");
  RW_TRY(const std::string text, read_range(*services_, result_, offset, length));
  return cells_of(text, offset);
}

Result<std::vector<std::string>> ScoredCustomers::cells_of(std::string_view text,
                                                           std::uint64_t offset) const {
  csv::Dialect dialect;
  dialect.delimiter = file_.delimiter();
  std::vector<csv::Cell> raw;
  csv::split(text, dialect, raw);
  std::vector<std::string> cells;
  cells.reserve(raw.size());
  std::string scratch;
  for (const csv::Cell& cell : raw)
    cells.emplace_back(csv::without_neutraliser(csv::text_of(cell, dialect, scratch)));
  const std::size_t added =
      report::kAddedColumns.size() + (file_.unit() == report::Unit::kPoints ? 1 : 0);
  if (cells.size() != file_.own_cells() + added)
    return bug(result_.text() + " has " + std::to_string(cells.size()) + " cells at byte " +
               std::to_string(offset));
  return cells;
}

/// The header is what stands before the first row's record.
Result<std::vector<std::string>> ScoredCustomers::header() const {
  RW_TRY(const auto places, file_.places(0, 1));
  return record(0, places.front().offset);
}

Result<ScoredCustomers::Row> ScoredCustomers::read(std::uint64_t row) const {
  Row found;
  found.number = row;
  RW_TRY(found.contributions, file_.contributions(row, 1));
  RW_TRY(const auto places, file_.places(row, 1));
  RW_TRY(found.cells, record(places.front().offset, places.front().length));
  return found;
}

std::string ScoredCustomers::value(const Row& row, std::size_t input) const {
  const std::int64_t place = file_.inputs()[input].place;
  if (place < 0 || static_cast<std::uint64_t>(place) >= file_.own_cells()) return "";
  return row.cells[static_cast<std::size_t>(place)];
}

Result<Json> ScoredCustomers::figures(std::uint64_t row) const {
  RW_TRY(const auto ids, file_.ids(row, 1));
  RW_TRY(const auto states, file_.states(row, 1));
  RW_TRY(const auto probabilities, file_.probabilities(row, 1));
  RW_TRY(const auto levels, file_.levels(row, 1));
  RW_TRY(const auto ranks, file_.ranks(row, 1));
  const bool points = file_.unit() == report::Unit::kPoints;
  const double p = probabilities.front();
  return Json{{"row", row + 1},
              {"id", file_.has_ids() ? Json(ids.front()) : Json()},
              {"customer_state", roles::name_of(states.front())},
              {"churn_probability", points ? Json() : Json(p)},
              {"retention_probability", points ? Json() : Json(1 - p)},
              {"risk_level", report::name_of(levels.front())},
              {"risk_rank", ranks.front() == 0 ? Json() : Json(ranks.front())}};
}

Result<Json> ScoredCustomers::described(const Row& row) const {
  RW_TRY(Json json, figures(row.number));
  RW_TRY(const auto kinds, file_.kinds(row.number, 1));
  if (file_.unit() == report::Unit::kPoints) json["risk_points"] = sum_of(row, 0);
  const report::RowReasons picked = report::pick(row.contributions, file_.unit());
  const auto named = [&](const std::vector<report::Reason>& reasons) {
    Json list = Json::array();
    for (const report::Reason& reason : reasons)
      list.push_back(report::to_json(report::NamedReason{file_.inputs()[reason.input].name,
                                                         value(row, reason.input), reason.factor,
                                                         reason.points}));
    return list;
  };
  json["reasons"] = named(picked.reasons);
  json["keeps"] = named(picked.keeps);
  json["explanation"] = row.cells[file_.own_cells() + added_place("explanation")];
  json["score_kind"] = report::name_of(kinds.front());
  return json;
}

double ScoredCustomers::sum_of(const Row& row, double base) {
  for (const float share : row.contributions) base += share;
  return base;
}

Json ScoredCustomers::contributions(const Row& row) const {
  std::vector<std::size_t> order(row.contributions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(row.contributions[a]) > std::abs(row.contributions[b]);
  });
  Json list = Json::array();
  for (const std::size_t input : order) {
    const double share = row.contributions[input];
    Json one = {{"column", file_.inputs()[input].name}, {"value", value(row, input)}};
    const bool points = file_.unit() == report::Unit::kPoints;
    one["log_odds"] = points ? Json() : Json(share);
    one["factor"] = points ? Json() : Json(std::exp(share));
    if (points) one["points"] = share;
    list.push_back(std::move(one));
  }
  return list;
}

Result<std::vector<std::vector<std::string>>> ScoredCustomers::own_cells(
    std::uint64_t first, std::uint64_t count) const {
  count = std::min(count, file_.rows() - std::min(first, file_.rows()));
  RW_TRY(auto places, file_.places(first, count));
  const auto end = [&](const report::RowPlace& place) { return place.offset + place.length; };
  while (places.size() > 1 && end(places.back()) - places.front().offset > kMostCells)
    places.pop_back();
  std::vector<std::vector<std::string>> rows;
  if (places.empty()) return rows;
  const std::uint64_t start = places.front().offset;
  RW_TRY(const std::string text,
         read_range(*services_, result_, start, end(places.back()) - start));
  for (const report::RowPlace& place : places) {
    RW_TRY(auto cells, cells_of(std::string_view(text).substr(place.offset - start, place.length),
                                place.offset));
    cells.resize(file_.own_cells());
    rows.push_back(std::move(cells));
  }
  return rows;
}

Result<Json> ScoredCustomers::listed(std::uint64_t row) const {
  RW_TRY(const Row found, read(row));
  return described(found);
}

Result<Json> ScoredCustomers::whole(std::uint64_t row) const {
  RW_TRY(const Row found, read(row));
  RW_TRY(Json json, described(found));
  RW_TRY(const auto bases, file_.bases(row, 1));
  RW_TRY(const auto names, header());
  const bool points = file_.unit() == report::Unit::kPoints;
  json["base_value"] = points ? Json() : Json(bases.front());
  json["log_odds"] = points ? Json() : Json(sum_of(found, bases.front()));
  json["contributions"] = contributions(found);
  json["cells"] = Json::array();
  for (std::size_t i = 0; i < file_.own_cells(); ++i)
    json["cells"].push_back({{"column", names[i]}, {"value", found.cells[i]}});
  return json;
}

}  // namespace retainwise::flows
