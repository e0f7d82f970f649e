#include "engine/predict/match.h"

#include <algorithm>

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

std::string listed(const model::Model& model) {
  std::string names;
  for (const model::InputColumn& input : model.inputs) {
    names += (names.empty() ? "" : ", ") + input.name;
  }
  return shortened(names, 300);
}

}  // namespace

Result<Match> match(const model::Model& model, const table::Table& table) {
  Match out;
  for (const model::InputColumn& input : model.inputs) {
    Place place = table.find(input.name);
    if (!place) place = by_normalised_name(table, input.name);
    if (!place) {
      out.messages.push_back(missing(input.name));
    } else if (!reads_alike(input, table.column(*place))) {
      out.messages.push_back(reads_otherwise(input, table.column(*place)));
    }
    out.columns.push_back(place);
  }
  const bool any = std::any_of(out.columns.begin(), out.columns.end(),
                               [](const Place& place) { return place.has_value(); });
  if (!any) {
    Error error =
        bad_file("inputs_missing", "The file has none of the columns that the model reads.",
                 "The model reads: " + listed(model) + ".");
    error.issues = std::move(out.messages);
    return error;
  }
  return out;
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
