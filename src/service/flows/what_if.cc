#include "service/flows/what_if.h"

#include <algorithm>

#include "base/text.h"
#include "engine/predict/given_rows.h"
#include "engine/predict/options.h"
#include "engine/predict/ready_model.h"
#include "engine/report/columns.h"
#include "service/flows/models.h"
#include "service/flows/scored_customers.h"
#include "service/flows/turn.h"

namespace retainwise::flows {
namespace {

Error others_ask() {
  return bad_request("too_many_requests", "Other customers are being looked at at the moment.",
                     "Ask again in a second.");
}

Error model_is_gone() {
  return conflict("no_model", "The model that scored this prediction is not kept any more.",
                  "Run the file again, then try the change there.");
}

Result<store::Prediction> prediction_of(Services& services, const TenantId& tenant,
                                        const PredictionId& id) {
  std::optional<store::Prediction> found;
  RW_CHECK_OK(services.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::find_prediction(session, tenant, id));
    return {};
  }));
  return *std::move(found);
}

Error no_model_but_points() {
  return conflict("no_model",
                  "These customers have points of a fixed scorecard; there is no model to ask.",
                  "Run a file that says who has left, then try the change there.");
}

Result<store::StoredModel> model_of(Services& services, const store::Prediction& prediction) {
  if (prediction.mode == "starter") return no_model_but_points();
  if (!prediction.model) return model_is_gone();
  auto model = find_model(services, prediction.tenant, *prediction.model);
  if (!model.ok() && model.error().kind == ErrorKind::kNotFound) return model_is_gone();
  return model;
}

/// The row's own cells of the model's inputs, and the same with the changes.
class Change {
 public:
  Change(const ScoredCustomers& customers, const std::map<std::string, std::string>& changes)
      : customers_(customers), changes_(changes) {}

  Result<predict::ChangedRow> row(std::uint64_t row) {
    RW_CHECK_OK(check_columns());
    RW_TRY(const auto own, customers_.own_cells(row, 1));
    RW_TRY(const auto first, customers_.own_cells(0, kHabitRows));
    predict::ChangedRow out;
    const auto& inputs = customers_.file().inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (inputs[i].place >= 0) out.inputs.push_back(i);
    }
    out.before = picked(own.front());
    out.after = out.before;
    for (std::size_t c = 0; c < out.inputs.size(); ++c) change(inputs[out.inputs[c]].name, out, c);
    for (const auto& cells : first) out.others.push_back(picked(cells));
    return out;
  }

  /// [{column, from, to}] of what differs.
  const Json& made() const { return made_; }

 private:
  /// So many rows show how the file writes numbers and dates.
  static constexpr std::uint64_t kHabitRows = 200;

  Result<void> check_columns() const {
    const auto& inputs = customers_.file().inputs();
    for (const auto& change : changes_) {
      const std::string& column = change.first;
      const bool read = std::any_of(inputs.begin(), inputs.end(), [&](const auto& input) {
        return input.place >= 0 && input.name == column;
      });
      if (!read)
        return bad_request("column_not_read",
                           "The model reads no column \"" + shortened(column, 80) +
                               "\" of this file, so changing it changes no score.",
                           "Change one of the columns that the customer's reasons name.");
    }
    return {};
  }

  std::vector<std::string> picked(const std::vector<std::string>& cells) const {
    std::vector<std::string> out;
    for (const auto& input : customers_.file().inputs()) {
      if (input.place >= 0) out.push_back(cells[static_cast<std::size_t>(input.place)]);
    }
    return out;
  }

  void change(const std::string& column, predict::ChangedRow& row, std::size_t cell) {
    const auto found = changes_.find(column);
    if (found == changes_.end() || found->second == row.before[cell]) return;
    row.after[cell] = found->second;
    made_.push_back({{"column", column}, {"from", row.before[cell]}, {"to", found->second}});
  }

  const ScoredCustomers& customers_;
  const std::map<std::string, std::string>& changes_;
  Json made_ = Json::array();
};

std::string note(report::ScoreKind kind) {
  if (kind == report::ScoreKind::kModel)
    return "Before and after are both by the model that made the shown score.";
  return "Before and after are both by the final model, which has seen this customer. The shown "
         "score is by a model that had not, so it may differ from \"before\".";
}

Json issues_of(const std::vector<FileIssue>& messages) {
  Json list = Json::array();
  for (const FileIssue& each : messages) list.push_back(report::issue(each));
  return list;
}

/// As the page and the API show the customer.
Result<Json> shown(const ScoredCustomers& customers, std::uint64_t row, report::ScoreKind kind) {
  RW_TRY(const auto probabilities, customers.file().probabilities(row, 1));
  return Json{{"churn_probability", probabilities.front()}, {"score_kind", report::name_of(kind)}};
}

}  // namespace

Result<Json> what_if(Services& services, ReadyModels& ready, const TenantId& tenant,
                     const PredictionId& id, std::int64_t row,
                     const std::map<std::string, std::string>& changes) {
  RW_TRY(const auto customers, ScoredCustomers::open(services, tenant, id));
  if (row < 1 || static_cast<std::uint64_t>(row) > customers.file().rows())
    return not_found("This prediction has no row " + std::to_string(row) + ".");
  const auto place = static_cast<std::uint64_t>(row) - 1;
  RW_TRY(const store::Prediction prediction, prediction_of(services, tenant, id));
  RW_TRY(const store::StoredModel stored, model_of(services, prediction));
  const Turn turn(ready.under_way(), ReadyModels::kAtOnce);
  if (!turn.taken()) return others_ask();
  RW_TRY(const auto model, ready.get(services, stored));
  if (model->model().inputs.size() != customers.file().inputs().size()) return model_is_gone();

  Change change(customers, changes);
  RW_TRY(const predict::ChangedRow changed, change.row(place));
  RW_TRY(predict::Options options, predict::Options::from_json(prediction.options));
  options.reading.delimiter = customers.file().delimiter();
  RW_TRY(const auto given,
         predict::rows_of_change(model->model(), changed, std::move(options.reading)));
  RW_TRY(const auto scored,
         model->score(given.table, given.texts, {options.true_rate, options.threshold}));
  RW_TRY(const auto kinds, customers.file().kinds(place, 1));
  RW_TRY(Json now, shown(customers, place, kinds.front()));
  return Json{
      {"success", true},
      {"row", row},
      {"model", {{"id", stored.id.text()}, {"name", stored.name}, {"version", stored.version}}},
      {"shown", std::move(now)},
      {"changes", change.made()},
      {"before", scored.rows.at(0)},
      {"after", scored.rows.at(1)},
      {"note", note(kinds.front())},
      {"messages", issues_of(given.messages)}};
}

}  // namespace retainwise::flows
