#include "engine/predict/match.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace retainwise::predict {
namespace {

using Place = std::optional<std::size_t>;

/// nullopt where no column or more than one has that normalised name.
Place by_normalised_name(const table::Table& table, const std::string& name) {
  const std::string wanted = normalised_name(name);
  Place found;
  if (wanted.empty()) return found;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    if (normalised_name(table.column(i).name()) != wanted) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

bool reads_alike(const model::InputColumn& input, const table::Column& column) {
  if (column.type() == table::Type::kEmpty || column.rows() == column.missing()) return true;
  return input.category ? column.has_codes() : !column.numbers().empty();
}

FileIssue missing(const std::string& name) {
  FileIssue issue;
  issue.code = "input_missing";
  issue.message = "The model reads a column \"" + name +
                  "\", which this file does not have: it counts as blank in every row.";
  issue.column = name;
  issue.hint = "Add the column, or rename the one that holds the same.";
  return issue;
}

FileIssue reads_otherwise(const model::InputColumn& input, const table::Column& column) {
  FileIssue issue;
  issue.code = "input_of_another_type";
  issue.message = "The column \"" + column.name() + "\" holds " +
                  std::string(table::name_of(column.type())) + " here and " +
                  (input.category ? "categories" : std::string(table::name_of(input.type))) +
                  " in the file that the model was made from: it counts as blank in every row.";
  issue.column = column.name();
  issue.hint = "Export the column as it was then.";
  return issue;
}

struct Fit {
  std::vector<std::string> found, missing;
  double missing_share = 0;  ///< of the importance

  bool is_enough() const { return found.size() >= missing.size() && missing_share <= 0.5; }
  double found_of_all() const {
    const auto all = static_cast<double>(std::max<std::size_t>(found.size() + missing.size(), 1));
    return static_cast<double>(found.size()) / all;
  }
};

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return names.empty() ? "none" : shortened(list, 300);
}

Error does_not_fit(const Fit& fit, std::vector<FileIssue> issues) {
  const std::size_t inputs = fit.found.size() + fit.missing.size();
  std::string what = "The saved model does not fit this file: of the " + std::to_string(inputs) +
                     " columns that it reads " + std::to_string(fit.missing.size()) +
                     (fit.missing.size() == 1 ? " is" : " are") + " missing or read otherwise";
  if (fit.missing_share > 0.5)
    what += ", and with them " + format_fixed(std::floor(100 * fit.missing_share), 0) +
            " % of what moved its scores";
  Error error =
      bad_file("model_does_not_fit",
               what + ". Missing: " + listed(fit.missing) + ". Found: " + listed(fit.found) + ".",
               "Add the missing columns, or rename those that hold the same to these "
               "names; or learn a new model from a file that says who left.");
  error.issues = std::move(issues);
  return error;
}

}  // namespace

std::map<std::string, double> importance_of(const Json& figures) {
  std::map<std::string, double> shares;
  const auto kept = figures.find("importance");
  if (kept == figures.end() || !kept->is_array()) return shares;
  for (const Json& one : *kept) {
    if (!one.is_object() || !one.contains("column") || !one["column"].is_string()) continue;
    const Json share = one.value("share", Json());
    if (share.is_number()) shares[one["column"].get<std::string>()] = share.get<double>();
  }
  return shares;
}

Result<Match> match(std::span<const model::InputColumn> inputs,
                    const std::map<std::string, double>& importance, const table::Table& table) {
  Match out;
  Fit fit;
  for (const model::InputColumn& input : inputs) {
    Place place = table.find(input.name);
    if (!place) place = by_normalised_name(table, input.name);
    const bool usable = place && reads_alike(input, table.column(*place));
    if (!usable) {
      out.messages.push_back(place ? reads_otherwise(input, table.column(*place))
                                   : missing(input.name));
      const auto share = importance.find(input.name);
      fit.missing_share += share == importance.end() ? 0 : share->second;
    }
    (usable ? fit.found : fit.missing).push_back(input.name);
    out.columns.push_back(place);
  }
  if (!fit.is_enough()) return does_not_fit(fit, std::move(out.messages));
  out.found_share = importance.empty() ? fit.found_of_all() : 1 - fit.missing_share;
  return out;
}

Result<Match> match(const model::Model& model, const table::Table& table) {
  return match(model.inputs, importance_of(model.figures), table);
}

void give_roles(const Match& match, const table::Table& table, roles::Roles& roles) {
  std::vector<bool> read(table.columns().size(), false);
  for (const Place& place : match.columns) {
    if (place) read[*place] = true;
  }
  for (std::size_t i = 0; i < roles.columns.size(); ++i) {
    roles::ColumnRole& column = roles.columns[i];
    if (read[i]) {
      column.role = roles::Role::kInput;
      column.evidence = "Read by the model.";
    } else if (column.role == roles::Role::kInput) {
      column.role = roles::Role::kIgnored;
      column.evidence = "Not among the columns that the model reads.";
    }
  }
  std::erase_if(roles.messages, [](const FileIssue& issue) {
    return issue.code == "no_outcome" || issue.code == "one_class_only" ||
           issue.code == "rows_too_few" || issue.code == "no_inputs";
  });
}

}  // namespace retainwise::predict
