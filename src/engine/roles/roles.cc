#include "engine/roles/roles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "engine/roles/evidence.h"
#include "engine/roles/identifier.h"
#include "engine/roles/leak.h"
#include "engine/roles/outcome.h"
#include "engine/roles/repeats.h"
#include "engine/roles/said.h"
#include "engine/roles/words.h"

namespace retainwise::roles {
namespace {

using table::Column;
using table::Type;

constexpr std::size_t kMostLevels = 300;
/// Below it a column alone is next to chance.
constexpr double kHardlyTells = 0.6;
constexpr std::array<std::string_view, 9> kRoleNames = {
    "input", "outcome", "identifier", "leak", "constant", "text", "date", "value", "ignored"};

/// Puts the user's choices and the file's evidence together, column by column.
class Search {
 public:
  Search(const table::Table& table, const Options& options) : table_(table), options_(options) {
    roles_.columns.resize(table.columns().size());
  }

  Result<Roles> run() {
    RW_CHECK_OK(take_choices());
    RW_CHECK_OK(take_outcome());
    for (std::size_t i = 0; i < roles_.columns.size(); ++i) decide(i);
    measure();
    finish();
    say_what_was_decided(table_, options_, roles_);
    return std::move(roles_);
  }

 private:
  Result<std::size_t> place_of(const std::string& name, const std::string& option) const {
    const std::optional<std::size_t> place = table_.find(name);
    if (place) return *place;
    return bad_request("column_unknown", "The file has no column " + quoted(name) + ".",
                       "Choose a column of the file (option: " + option + ").");
  }

  Result<void> choose(const std::string& name, Role role, const std::string& option) {
    RW_TRY(const std::size_t place, place_of(name, option));
    ColumnRole& column = roles_.columns[place];
    if (column.chosen && column.role != role)
      return bad_request("roles_disagree",
                         "The options give the column " + quoted(name) +
                             " two roles: " + std::string(name_of(column.role)) + " and " +
                             std::string(name_of(role)) + ".",
                         "Give it one role.");
    column = {role, "Chosen by you.", false, {}, false, {}, {}, true};
    return {};
  }

  Result<void> take_choices() {
    for (const auto& [name, role] : options_.roles) RW_CHECK_OK(choose(name, role, "roles"));
    for (const std::string& name : options_.ignored)
      RW_CHECK_OK(choose(name, Role::kIgnored, "ignored"));
    if (options_.id) RW_CHECK_OK(choose(*options_.id, Role::kIdentifier, "id"));
    RW_CHECK_OK(take_date());
    return take_value();
  }

  /// A date that orders the file is not read, unless `roles` make it an input as well: the random
  /// folds would know the future by it.
  Result<void> take_date() {
    if (!options_.date) return {};
    RW_TRY(const std::size_t place, place_of(*options_.date, "date"));
    const Type type = table_.column(place).type();
    if (type != Type::kDate && type != Type::kDateAmbiguous)
      return bad_request("not_a_date", "The column " + quoted(*options_.date) + " holds no dates.",
                         "Choose a column of dates (option: date).");
    roles_.date = place;
    if (roles_.columns[place].chosen) return {};
    return choose(*options_.date, Role::kDate, "date");
  }

  /// The value of a customer is money to the reports and may still be an input to the model.
  Result<void> take_value() {
    if (!options_.value) return {};
    RW_TRY(const std::size_t place, place_of(*options_.value, "value"));
    if (table_.column(place).type() != Type::kNumber)
      return bad_request("not_a_number",
                         "The column " + quoted(*options_.value) + " holds no numbers.",
                         "Choose a column of numbers (option: value).");
    roles_.value = place;
    return {};
  }

  Result<void> take_outcome() {
    std::vector<bool> barred;
    for (std::size_t i = 0; i < roles_.columns.size(); ++i)
      barred.push_back(roles_.columns[i].chosen || is_own_result_name(table_.column(i).name()));
    RW_TRY(OutcomeChoice choice, find_outcome(table_, options_, barred));
    roles_.states = std::move(choice.states);
    roles_.outcome = std::move(choice.outcome);
    for (const State state : roles_.states)
      ++(state == State::kLeft     ? roles_.left
         : state == State::kActive ? roles_.active
                                   : roles_.unknown);
    if (!roles_.outcome) return {};
    ColumnRole& column = roles_.columns[roles_.outcome->column];
    if (column.chosen && column.role != Role::kOutcome)
      return bad_request("roles_disagree", "The outcome column is given another role as well.",
                         "Give the outcome column no other role.");
    column = {Role::kOutcome, roles_.outcome->receipt, false, {}, false, {}, {}, true};
    return {};
  }

  void set(std::size_t i, Role role, std::string evidence) {
    roles_.columns[i].role = role;
    roles_.columns[i].evidence = std::move(evidence);
  }

  void set_by_name(std::size_t i) {
    set(i, Role::kLeak,
        "Left out by its name only: it sounds like something known only of those who left.");
    roles_.columns[i].by_name_only = true;
  }

  void decide(std::size_t i) {
    const Column& column = table_.column(i);
    if (roles_.columns[i].chosen) return;
    if (is_own_result_name(column.name()))
      return set(i, Role::kIgnored, "It is a column of an earlier result of this program.");
    if (column.distinct() == 0) return set(i, Role::kConstant, "It is empty in every row.");
    const bool says_one_thing = column.distinct() == 1 && column.missing() == 0;
    // Of a single customer every column does; the name alone tells who it is.
    if (says_one_thing && column.rows() > 1)
      return set(i, Role::kConstant, "It says the same in every row.");
    if (auto evidence = identifier_evidence(column))
      return set(i, Role::kIdentifier, std::move(*evidence));
    if (says_one_thing) return set(i, Role::kConstant, "There is no other row to compare it with.");
    if (roles_.outcome && is_leak_name(column.name())) return set_by_name(i);
    if (column.type() == Type::kText && column.distinct() > kMostLevels)
      return set(i, Role::kText,
                 "It has " + with_commas(column.distinct()) + " different texts, more than the " +
                     std::to_string(kMostLevels) + " that can be learned from.");
    describe_input(i);
  }

  void describe_input(std::size_t i) {
    const Column& column = table_.column(i);
    const std::string distinct = with_commas(column.distinct());
    switch (column.type()) {
      case Type::kText:
        set(i, Role::kInput, "A category with " + distinct + " different texts.");
        roles_.columns[i].category = true;
        break;
      case Type::kBoolean: set(i, Role::kInput, "A yes or no."); break;
      case Type::kDate:
      case Type::kDateAmbiguous:
        set(i, Role::kInput, "A date, read as age, weekday and month.");
        break;
      default: set(i, Role::kInput, "A number with " + distinct + " different values.");
    }
  }

  /// Leaks by content, and what each column tells alone.
  void measure() {
    const LabelledRows labelled = labelled_rows(roles_.states);
    if (!roles_.outcome || labelled.rows.empty()) return;
    for (std::size_t i = 0; i < roles_.columns.size(); ++i) {
      ColumnRole& column = roles_.columns[i];
      if (column.role != Role::kInput && column.role != Role::kLeak) continue;
      column.auc = auc_alone(table_.column(i), labelled);
      if (column.chosen) continue;
      if (column.role == Role::kInput) judge(i, labelled);
      if (column.by_name_only) judge_named(i, labelled);
    }
  }

  /// A name alone is a thin receipt: what the content says stands in its place or beside it.
  void judge_named(std::size_t i, const LabelledRows& labelled) {
    ColumnRole& column = roles_.columns[i];
    if (!column.auc) return;
    auto receipt = leak_by_content(table_.column(i), labelled);
    column.by_name_only = !receipt && *column.auc <= kLeakAuc;
    if (receipt) {
      column.evidence = std::move(*receipt);
      return;
    }
    column.evidence += " Alone it reaches AUC " + auc_text(*column.auc);
    column.evidence += *column.auc < kHardlyTells ? ", so it hardly tells." : ".";
  }

  void judge(std::size_t i, const LabelledRows& labelled) {
    ColumnRole& column = roles_.columns[i];
    const double auc = column.auc.value_or(0.5);
    if (auto receipt = column.auc ? leak_by_content(table_.column(i), labelled) : std::nullopt)
      return set(i, Role::kLeak, std::move(*receipt));
    if (auc > kLeakAuc)
      return set(i, Role::kLeak,
                 "Alone it tells who left with an AUC of " + auc_text(auc) + ", above 0.99.");
    column.suspicious = auc >= kSuspiciousAuc;
  }

  void finish() {
    for (std::size_t i = 0; i < roles_.columns.size(); ++i) {
      ColumnRole& column = roles_.columns[i];
      if (column.role == Role::kInput && table_.column(i).type() == Type::kText)
        column.category = true;
    }
    roles_.id = options_.id ? table_.find(*options_.id) : customer_id(table_, roles_.columns);
    roles_.duplicate_rows = count_duplicate_rows(table_, roles_.columns);
    if (roles_.id) roles_.repeated_ids = count_repeated_cells(table_.column(*roles_.id));
  }

  const table::Table& table_;
  const Options& options_;
  Roles roles_;
};

}  // namespace

std::string_view name_of(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)];
}

std::optional<Role> role_of(std::string_view name) {
  const auto found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleNames.begin());
}

std::string_view name_of(State state) {
  switch (state) {
    case State::kActive: return "active";
    case State::kLeft: return "left";
    case State::kUnknown: return "unknown";
  }
  return "";
}

bool Roles::can_learn() const {
  const bool input = std::any_of(columns.begin(), columns.end(), [](const ColumnRole& column) {
    return column.role == Role::kInput;
  });
  return outcome && active >= kMinimumPerClass && left >= kMinimumPerClass && input;
}

Result<Roles> find(const table::Table& table, const Options& options) {
  return Search(table, options).run();
}

}  // namespace retainwise::roles
