#include "engine/roles/said.h"

#include <algorithm>

#include "base/text.h"
#include "engine/roles/evidence.h"
#include "engine/roles/words.h"

namespace retainwise::roles {
namespace {

FileIssue message(std::string code, std::string text, std::string hint,
                  std::optional<std::string> column = {}) {
  FileIssue issue;
  issue.code = std::move(code);
  issue.message = std::move(text);
  issue.hint = std::move(hint);
  issue.column = std::move(column);
  return issue;
}

/// The first column that is named like an outcome.
const table::Column* named_like_an_outcome(const table::Table& table) {
  const auto& columns = table.columns();
  const auto found = std::find_if(columns.begin(), columns.end(), [](const table::Column& column) {
    return outcome_strength(column.name()) >= 3 && !is_own_result_name(column.name());
  });
  return found == columns.end() ? nullptr : &*found;
}

/// Why no outcome was found: the cause that the user can mend.
FileIssue no_outcome(const table::Table& table) {
  const std::string code = "no_outcome";
  if (table.rows() == 0)
    return message(code, "The file has a header and no customers.",
                   "Export the file with its rows: one line for each customer.");
  if (table.columns().size() == 1)
    return message(code,
                   "The file was read as a single column, " + quoted(table.column(0).name()) + ".",
                   "Say what stands between two cells (option: delimiter); a file needs columns "
                   "that describe the customers and one that says who left.");
  const table::Column* column = named_like_an_outcome(table);
  if (column != nullptr && column->missing() == column->rows())
    return message(code,
                   "The column " + quoted(column->name()) +
                       " should say who left, but it is empty in every row.",
                   "Fill it in with yes and no.", column->name());
  if (column != nullptr)
    return message(code,
                   "The column " + quoted(column->name()) +
                       " is named as if it said who left, but its values are not understood.",
                   "Write yes and no in it, or say which of its values means left "
                   "(options: outcome, left_value).",
                   column->name());
  return message(
      code, "No column says who left and who stayed.",
      "Add a column such as \"churned\" with yes and no, or name the column that says it "
      "(options: outcome, left_value).");
}

void say_outcome(const table::Table& table, const Options& options, Roles& roles) {
  if (!roles.outcome) {
    roles.messages.push_back(no_outcome(table));
    return;
  }
  const Outcome& outcome = *roles.outcome;
  const std::string name = table.column(outcome.column).name();
  if (outcome.guessed && !options.outcome)
    roles.messages.push_back(
        message("outcome_guessed",
                "The column " + quoted(name) + " was taken as the outcome: " + outcome.receipt,
                "If that is wrong, name another column, and its value that means left "
                "(options: outcome, left_value).",
                name));
  if (roles.unknown > 0 && !outcome.unknown_values.empty())
    roles.messages.push_back(
        message("outcome_not_known_yet",
                with_commas(roles.unknown) + (roles.unknown == 1 ? " row of " : " rows of ") +
                    quoted(name) + (roles.unknown == 1 ? " says" : " say") +
                    " neither left nor stayed (" + quoted(outcome.unknown_values.front()) +
                    "): scored and listed, but nothing is learned from " +
                    (roles.unknown == 1 ? "it." : "them."),
                "If they have stayed, write that in the column.", name));
}

void say_counts(const table::Table& table, Roles& roles) {
  if (!roles.outcome) return;
  const std::string name = table.column(roles.outcome->column).name();
  const std::string counts =
      with_commas(roles.left) + " who left and " + with_commas(roles.active) + " who stayed";
  if (roles.left == 0 || roles.active == 0) {
    roles.messages.push_back(
        message("one_class_only",
                "The column " + quoted(name) + " tells of " + counts + ": both are needed.",
                roles.left == 0 ? "Add customers who have left, or check which value means left "
                                  "(option: left_value)."
                                : "Add customers who have stayed.",
                name));
  } else if (roles.left < kMinimumPerClass || roles.active < kMinimumPerClass) {
    roles.messages.push_back(
        message("rows_too_few",
                "The file tells of " + counts + "; at least " + std::to_string(kMinimumPerClass) +
                    " of each are needed to learn from.",
                "Add more customers whose outcome is known, or score the file with a model learned "
                "elsewhere.",
                name));
  }
  const bool input = std::any_of(roles.columns.begin(), roles.columns.end(),
                                 [](const ColumnRole& c) { return c.role == Role::kInput; });
  if (!input)
    roles.messages.push_back(
        message("no_inputs",
                "No column is left to learn from: all are constant, identifiers, leaks or text.",
                "Add columns that describe the customers, or have one of these read all the same "
                "(option: roles, as input)."));
}

void say_columns(const table::Table& table, Roles& roles) {
  for (std::size_t i = 0; i < roles.columns.size(); ++i) {
    const ColumnRole& column = roles.columns[i];
    const std::string name = table.column(i).name();
    if (column.chosen) continue;
    if (column.role == Role::kLeak)
      roles.messages.push_back(message(
          "leak_left_out",
          "The column " + quoted(name) +
              (column.by_name_only ? ": " : " is left out, because it gives the outcome away. ") +
              column.evidence,
          "If it is known before a customer leaves, have it read all the same (option: roles, as "
          "input).",
          name));
    if (column.suspicious)
      roles.messages.push_back(message("leak_suspected",
                                       "The column " + quoted(name) +
                                           " alone tells who left with an AUC of " +
                                           auc_text(*column.auc) + ".",
                                       "Check that it is known before a customer leaves; if not, "
                                       "leave it out (option: roles, as "
                                       "ignored).",
                                       name));
    if (column.role == Role::kIgnored)
      roles.messages.push_back(message(
          "own_column_ignored", "The column " + quoted(name) + " is left out. " + column.evidence,
          "If it is a column of yours, have it read all the same (option: roles, as input).",
          name));
  }
}

void say_repeats(const table::Table& table, Roles& roles) {
  if (roles.duplicate_rows > 0)
    roles.messages.push_back(
        message("duplicate_rows",
                with_commas(roles.duplicate_rows) +
                    (roles.duplicate_rows == 1 ? " row repeats" : " rows repeat") +
                    " an earlier row in everything but the identifiers.",
                "If these are the same customers twice, remove them."));
  if (roles.id && roles.repeated_ids > 0)
    roles.messages.push_back(
        message("repeated_ids",
                with_commas(roles.repeated_ids) +
                    (roles.repeated_ids == 1 ? " row has the same " : " rows have the same ") +
                    quoted(table.column(*roles.id).name()) +
                    " as an earlier row; validation keeps rows of one customer together.",
                "If each row should be another customer, name the column that tells them apart "
                "(option: id).",
                table.column(*roles.id).name()));
}

}  // namespace

void say_what_was_decided(const table::Table& table, const Options& options, Roles& roles) {
  say_outcome(table, options, roles);
  say_counts(table, roles);
  say_columns(table, roles);
  say_repeats(table, roles);
}

}  // namespace retainwise::roles
