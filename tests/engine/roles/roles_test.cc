#include "engine/roles/roles.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/table/builder.h"

namespace retainwise::roles {
namespace {

using table::Column;
using table::Table;

constexpr std::size_t kRows = 400;

bool left_in(std::size_t row) {
  return row % 4 == 0;
}

/// One cell a row: `left` for every fourth customer.
std::vector<std::string> outcome_cells(const std::string& left, const std::string& stayed) {
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < kRows; ++row) cells.push_back(left_in(row) ? left : stayed);
  return cells;
}

std::vector<double> noise(std::uint64_t seed, double shift = 0) {
  SeededRandom random(seed);
  std::vector<double> values;
  for (std::size_t row = 0; row < kRows; ++row)
    values.push_back(random.uniform() + (left_in(row) ? shift : 0));
  return values;
}

Table table_of(std::vector<Column> columns) {
  table::TableBuilder builder;
  for (Column& column : columns) builder.add(std::move(column));
  auto table = builder.build();
  EXPECT_TRUE(table.ok());
  return std::move(table).value();
}

/// An id, a number and the columns given.
Table customers(std::vector<Column> more) {
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < kRows; ++row) ids.push_back("C-" + std::to_string(row));
  std::vector<Column> columns;
  columns.push_back(table::text_column("customerID", ids));
  columns.push_back(table::number_column("tenure", noise(1, 0.2)));
  for (Column& column : more) columns.push_back(std::move(column));
  return table_of(std::move(columns));
}

Roles found(const Table& table, const Options& options = {}) {
  auto roles = find(table, options);
  EXPECT_TRUE(roles.ok()) << (roles.ok() ? "" : roles.error().what);
  return std::move(roles).value();
}

const ColumnRole& role(const Table& table, const Roles& roles, const std::string& name) {
  return roles.columns[*table.find(name)];
}

bool says(const Roles& roles, const std::string& code) {
  for (const FileIssue& message : roles.messages)
    if (message.code == code) return !message.hint.empty();
  return false;
}

std::string words_of(const Roles& roles, const std::string& code) {
  for (const FileIssue& message : roles.messages)
    if (message.code == code) return message.message + " " + message.hint;
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Column churn() {
  return table::text_column("Churn", outcome_cells("Yes", "No"));
}

struct Tongue {
  const char *name, *left, *stayed;
};

class OutcomeIn : public testing::TestWithParam<Tongue> {};

TEST_P(OutcomeIn, IsFoundWithItsLeftValue) {
  const auto [name, left, stayed] = GetParam();
  const Table table = customers({table::text_column(name, outcome_cells(left, stayed))});
  const Roles roles = found(table);
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(table.column(roles.outcome->column).name(), name);
  EXPECT_EQ(roles.outcome->left_value, left);
  EXPECT_FALSE(roles.outcome->guessed);
  EXPECT_EQ(roles.left, kRows / 4);
  EXPECT_EQ(roles.active, kRows - kRows / 4);
  EXPECT_EQ(role(table, roles, name).role, Role::kOutcome);
  EXPECT_TRUE(roles.can_learn());
}

INSTANTIATE_TEST_SUITE_P(
    Languages, OutcomeIn,
    testing::Values(Tongue{"Churn", "Yes", "No"}, Tongue{"Attrition", "VRAI", "FAUX"},
                    Tongue{"Résiliation", "oui", "non"}, Tongue{"Kündigung", "Ja", "Nein"},
                    Tongue{"Kundenstatus", "gekündigt", "aktiv"}, Tongue{"baja", "Sí", "No"},
                    Tongue{"Estado", "cancelado", "vigente"}, Tongue{"Cancelamento", "Sim", "Não"},
                    Tongue{"Disdetta", "Vero", "Falso"}, Tongue{"opzegging", "ja", "nee"},
                    Tongue{"Rezygnacja", "Tak", "Nie"}, Tongue{"asiakaspoistuma", "Kyllä", "Ei"},
                    Tongue{"Attrition_Flag", "Attrited Customer", "Existing Customer"},
                    Tongue{"Churn?", "True.", "False."}, Tongue{"Exited", "1", "0"},
                    Tongue{"LEAVE", "LEAVE", "STAY"}, Tongue{"Termd", "1", "0"},
                    Tongue{"EmploymentStatus", "Voluntarily Terminated", "Active"},
                    Tongue{"Austritt", "ja", "nein"}, Tongue{"odpływ", "tak", "nie"}));

TEST(Outcome, OfDigitsKeepsTheCellsText) {
  std::vector<double> values;
  for (std::size_t row = 0; row < kRows; ++row) values.push_back(left_in(row) ? 1 : 0);
  const Table table = customers({table::number_column("Exited", values)});
  const Roles roles = found(table);
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(roles.outcome->left_value, "1");
  EXPECT_EQ(roles.left, kRows / 4);
}

TEST(Outcome, LeavesAThirdValueAndABlankUnknown) {
  std::vector<std::string> cells = outcome_cells("Churned", "Stayed");
  cells[1] = "Joined";
  cells[2] = "";
  const Table table = customers({table::text_column("Customer Status", cells)});
  const Roles roles = found(table);
  EXPECT_EQ(roles.states[0], State::kLeft);
  EXPECT_EQ(roles.states[1], State::kUnknown);
  EXPECT_EQ(roles.states[2], State::kUnknown);
  EXPECT_EQ(roles.states[3], State::kActive);
  EXPECT_EQ(roles.unknown, 2U);
  EXPECT_EQ(roles.outcome->unknown_values, std::vector<std::string>{"Joined"});
  EXPECT_TRUE(says(roles, "outcome_not_known_yet"));
}

TEST(Outcome, OfAWeakNameIsTakenAndSaidToBeGuessed) {
  const Table table = customers({table::text_column("target", outcome_cells("1", "0"))});
  const Roles roles = found(table);
  ASSERT_TRUE(roles.outcome);
  EXPECT_TRUE(roles.outcome->guessed);
  EXPECT_TRUE(says(roles, "outcome_guessed"));
}

TEST(Outcome, OfASubscriberColumnIsInverted) {
  const Table table = customers({table::text_column("is_subscriber", outcome_cells("No", "Yes"))});
  const Roles roles = found(table);
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(roles.outcome->left_value, "No");
  EXPECT_EQ(roles.left, kRows / 4);
  EXPECT_TRUE(roles.outcome->guessed);
}

TEST(Outcome, InWordsBeatsItsTwinInDigitsAndTheTwinIsALeak) {
  std::vector<double> digits;
  for (std::size_t row = 0; row < kRows; ++row) digits.push_back(left_in(row) ? 1 : 0);
  const Table table = customers({table::number_column("Churn Value", digits),
                                 table::number_column("churned", digits), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(table.column(roles.outcome->column).name(), "Churn");
  EXPECT_EQ(role(table, roles, "Churn Value").role, Role::kLeak);
  EXPECT_EQ(role(table, roles, "churned").role, Role::kLeak);
}

TEST(Outcome, IsACancelDateOnlyWhereThereIsNoOther) {
  std::vector<std::optional<Date>> days;
  for (std::size_t row = 0; row < kRows; ++row)
    days.push_back(left_in(row) ? std::optional(Date{19000 + static_cast<int>(row)})
                                : std::nullopt);
  const Table alone = customers({table::date_column("cancel_date", days)});
  const Roles roles = found(alone);
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(roles.outcome->left_value, "(filled)");
  EXPECT_TRUE(roles.outcome->guessed);
  EXPECT_EQ(roles.left, kRows / 4);
  EXPECT_EQ(roles.active, kRows - kRows / 4);
  const Table both = customers({table::date_column("cancel_date", days), churn()});
  EXPECT_EQ(role(both, found(both), "cancel_date").role, Role::kLeak);
}

TEST(Outcome, IsNotAFlagAboutSomethingElse) {
  const Table table =
      customers({table::text_column("trial_converted", outcome_cells("Yes", "No"))});
  const Roles roles = found(table);
  EXPECT_FALSE(roles.outcome);
  EXPECT_FALSE(roles.can_learn());
  EXPECT_TRUE(says(roles, "no_outcome"));
}

TEST(Outcome, LeavesAThirdWordBesideYesAndNoUnknown) {
  std::vector<std::string> cells = outcome_cells("Yes", "No");
  for (std::size_t row = 1; row < 81; row += 4) cells[row] = "Maybe";
  const Roles roles = found(customers({table::text_column("Churn", cells)}));
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(roles.unknown, 20U);
  EXPECT_TRUE(roles.can_learn());
  EXPECT_TRUE(has(words_of(roles, "outcome_not_known_yet"), "\"Maybe\""));
}

TEST(Outcome, MayHaveSeveralWordsForLeaving) {
  std::vector<std::string> cells = outcome_cells("Cancelled", "Active");
  for (std::size_t row = 0; row < 60; row += 4) cells[row] = "Expired";
  const Roles roles = found(customers({table::text_column("subscription_status", cells)}));
  ASSERT_TRUE(roles.outcome);
  EXPECT_EQ(roles.left, kRows / 4);
  EXPECT_EQ(roles.outcome->left_value, "Cancelled");
  EXPECT_TRUE(has(roles.outcome->receipt, "\"Cancelled\" means left, \"Expired\" too"));
  EXPECT_FALSE(found(customers({table::text_column("target", cells)})).outcome);
  cells[1] = "Gold";  // and something that is neither: another kind of status
  EXPECT_FALSE(found(customers({table::text_column("subscription_status", cells)})).outcome);
}

TEST(Outcome, MayBeCalledAScoreIfItSaysOnlyYesAndNo) {
  const Roles roles =
      found(customers({table::text_column("churn_risk_score", outcome_cells("1", "0"))}));
  ASSERT_TRUE(roles.outcome);
  EXPECT_TRUE(roles.outcome->guessed);
  std::vector<double> grades = noise(3);
  EXPECT_FALSE(found(customers({table::number_column("churn_risk_score", grades)})).outcome);
  EXPECT_FALSE(
      found(customers({table::text_column("previous_churn_score", outcome_cells("1", "0"))}))
          .outcome);
}

TEST(Outcome, ThatIsNotFoundIsSaidWithItsCause) {
  const auto words = [](const Table& table) { return words_of(found(table), "no_outcome"); };
  EXPECT_TRUE(has(words(customers({table::text_column("Churn", outcome_cells("A", "B"))})),
                  "\"Churn\" is named as if it said who left"));
  EXPECT_TRUE(has(words(customers({table::text_column("Churn", outcome_cells("", ""))})),
                  "\"Churn\" should say who left, but it is empty"));
  EXPECT_TRUE(has(words(table_of({table::text_column("a;b;c", outcome_cells("1;2", "3;4"))})),
                  "delimiter"));
  EXPECT_TRUE(has(words(table_of({table::text_column("id", {}), table::text_column("Churn", {})})),
                  "no customers"));
}

TEST(Outcome, NamedByTheUserNeedsNoKnownName) {
  const Table table = customers({table::text_column("segment", outcome_cells("A", "B"))});
  Options options;
  options.outcome = "segment";
  const auto without_value = find(table, options);
  ASSERT_FALSE(without_value.ok());
  EXPECT_EQ(without_value.error().code, "left_value_needed");
  options.left_value = "A";
  const Roles roles = found(table, options);
  EXPECT_EQ(roles.left, kRows / 4);
  EXPECT_EQ(roles.outcome->left_value, "A");
  EXPECT_FALSE(roles.outcome->guessed);
}

TEST(Outcome, OfAnUnknownColumnOrValueIsRefusedWithWhatThereIs) {
  const Table table = customers({churn()});
  Options options;
  options.outcome = "Chrun";
  EXPECT_EQ(find(table, options).error().code, "column_unknown");
  options.outcome = "Churn";
  options.left_value = "gone";
  const auto refused = find(table, options);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kBadRequest);
  EXPECT_NE(refused.error().hint.find("\"Yes\""), std::string::npos);
}

TEST(Learning, NeedsThirtyOfEachClass) {
  std::vector<std::string> cells(kRows, "No");
  for (std::size_t row = 0; row < 29; ++row) cells[row] = "Yes";
  Roles roles = found(customers({table::text_column("Churn", cells)}));
  EXPECT_FALSE(roles.can_learn());
  EXPECT_TRUE(says(roles, "rows_too_few"));
  cells[29] = "Yes";
  EXPECT_TRUE(found(customers({table::text_column("Churn", cells)})).can_learn());
}

TEST(Learning, NeedsBothClasses) {
  const Roles roles =
      found(customers({table::text_column("Churn", std::vector<std::string>(kRows, "No"))}));
  ASSERT_TRUE(roles.outcome);
  EXPECT_FALSE(roles.can_learn());
  EXPECT_TRUE(says(roles, "one_class_only"));
}

TEST(Learning, NeedsAnInput) {
  const Table table =
      table_of({table::number_column("plan", std::vector<double>(kRows, 3)), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(role(table, roles, "plan").role, Role::kConstant);
  EXPECT_FALSE(roles.can_learn());
  EXPECT_TRUE(says(roles, "no_inputs"));
}

TEST(Identifier, IsKnownByNameAndByContent) {
  std::vector<double> numbers, money;
  std::vector<std::string> texts, names;
  for (std::size_t row = 0; row < kRows; ++row) {
    numbers.push_back(static_cast<double>(700000 + row * 7));
    money.push_back(static_cast<double>(1000 + row * 13));
    texts.push_back("note " + std::to_string(row));
    names.push_back("Surname" + std::to_string(row % 120));
  }
  const Table table = customers(
      {table::number_column("reference", numbers), table::number_column("AnnualIncome", money),
       table::text_column("remark", texts), table::text_column("Surname", names), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(role(table, roles, "customerID").role, Role::kIdentifier);
  EXPECT_EQ(role(table, roles, "reference").role, Role::kIdentifier);
  EXPECT_EQ(role(table, roles, "remark").role, Role::kIdentifier);
  EXPECT_EQ(role(table, roles, "Surname").role, Role::kIdentifier);
  EXPECT_EQ(role(table, roles, "AnnualIncome").role, Role::kInput);
  EXPECT_EQ(roles.id, table.find("customerID"));
  EXPECT_EQ(roles.repeated_ids, 0U);
}

TEST(Identifier, IsWhatCountsTheRowsWithoutAName) {
  std::vector<double> count;
  std::vector<double> seats;
  for (std::size_t row = 0; row < 12; ++row) {
    count.push_back(static_cast<double>(row));
    seats.push_back(static_cast<double>(row % 5));
  }
  std::vector<Column> columns;
  columns.push_back(table::ColumnBuilder("column_1").values(table::Type::kNumber, count, {}));
  columns.push_back(table::ColumnBuilder("seats").values(table::Type::kNumber, seats, {}));
  const Table table = table_of(std::move(columns));
  EXPECT_EQ(role(table, found(table), "column_1").role, Role::kIdentifier);
  EXPECT_NE(role(table, found(table), "seats").role, Role::kIdentifier);
}

TEST(Identifier, IsNotAFlagOfThatName) {
  const Table table =
      customers({table::text_column("Phone", outcome_cells("Mobile", "None")), churn()});
  EXPECT_EQ(role(table, found(table), "Phone").role == Role::kIdentifier, false);
}

TEST(Leak, IsFoundHoweverItIsPlanted) {
  std::vector<double> twin, filled, order;
  std::vector<std::string> reason;
  const std::vector<double> drawn = noise(5);
  for (std::size_t row = 0; row < kRows; ++row) {
    twin.push_back(left_in(row) ? 7 : static_cast<double>(row % 3));
    filled.push_back(left_in(row) ? drawn[row] : std::nan(""));
    order.push_back(drawn[row] + (left_in(row) ? 0.95 : 0));
    reason.push_back(left_in(row) ? "price" : "");
  }
  const Table table = customers({table::number_column("plan_code", twin),
                                 table::number_column("final_survey", filled),
                                 table::number_column("balance", order),
                                 table::text_column("Churn Reason", reason), churn()});
  const Roles roles = found(table);
  for (const char* name : {"plan_code", "final_survey", "balance", "Churn Reason"}) {
    EXPECT_EQ(role(table, roles, name).role, Role::kLeak) << name;
    EXPECT_FALSE(role(table, roles, name).evidence.empty()) << name;
  }
  EXPECT_TRUE(says(roles, "leak_left_out"));
  EXPECT_EQ(role(table, roles, "tenure").role, Role::kInput);
}

TEST(Leak, ByItsNameOnlyIsSaidToBeThat) {
  const Table table = customers({table::number_column("Total Refunds", noise(9)), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(role(table, roles, "Total Refunds").role, Role::kLeak);
  const std::string words = words_of(roles, "leak_left_out");
  EXPECT_TRUE(has(words, "by its name only")) << words;
  EXPECT_TRUE(has(words, "so it hardly tells")) << words;
  EXPECT_FALSE(has(words, "gives the outcome away")) << words;
}

TEST(Leak, ThatIsNotMonotoneIsFoundToo) {
  std::vector<double> values;
  const std::vector<double> drawn = noise(6);
  for (std::size_t row = 0; row < kRows; ++row)
    values.push_back(left_in(row) ? 0.4 + 0.2 * drawn[row]
                                  : (drawn[row] < 0.5 ? 0.8 * drawn[row] : 0.2 + 0.8 * drawn[row]));
  const Table table = customers({table::number_column("ratio", values), churn()});
  EXPECT_GT(*role(table, found(table), "ratio").auc, 0.9);
}

TEST(Leak, BetweenThePolesIsFlaggedAndStaysAnInput) {
  const Table table = customers({table::number_column("activity", noise(8, 0.65)), churn()});
  const Roles roles = found(table);
  const ColumnRole& activity = role(table, roles, "activity");
  ASSERT_GE(*activity.auc, 0.92);
  ASSERT_LE(*activity.auc, 0.99);
  EXPECT_EQ(activity.role, Role::kInput);
  EXPECT_TRUE(activity.suspicious);
  EXPECT_TRUE(says(roles, "leak_suspected"));
}

TEST(Leak, IsNotACategoryOfManyRareLevels) {
  SeededRandom random(2);
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < kRows; ++row)
    cells.push_back("city " + std::to_string(random.below(290)));
  const Table table = customers({table::text_column("city", cells), churn()});
  const Roles roles = found(table);
  const ColumnRole& city = role(table, roles, "city");
  EXPECT_EQ(city.role, Role::kInput);
  EXPECT_LT(*city.auc, 0.65);
}

TEST(Column, OfASingleCustomerStillNamesTheCustomer) {
  std::vector<Column> columns;
  columns.push_back(table::text_column("Kundennummer", {"K10000"}));
  columns.push_back(table::text_column("plan", {"basic"}));
  const Table table = table_of(std::move(columns));
  EXPECT_EQ(role(table, found(table), "Kundennummer").role, Role::kIdentifier);
  EXPECT_EQ(role(table, found(table), "plan").role, Role::kConstant);
}

TEST(Column, OfEachOtherKindHasItsRoleAndReceipt) {
  SeededRandom random(4);
  std::vector<std::string> free_text;
  std::vector<std::optional<Date>> days;
  for (std::size_t row = 0; row < kRows; ++row) {
    free_text.push_back("comment number " + std::to_string(random.below(2000)));
    days.emplace_back(Date{18000 + static_cast<int>(random.below(900))});
  }
  const Table table = customers(
      {table::text_column("topic", free_text), table::date_column("signup", days),
       table::text_column("gender", outcome_cells("f", "m")),
       table::text_column("contract", {std::vector<std::string>(kRows, "monthly")}), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(role(table, roles, "topic").role, Role::kText);
  EXPECT_EQ(role(table, roles, "signup").role, Role::kInput);
  EXPECT_EQ(role(table, roles, "contract").role, Role::kConstant);
  for (const ColumnRole& column : roles.columns) EXPECT_FALSE(column.evidence.empty());
}

TEST(OwnColumns, ThatComeBackAreIgnoredAndSaid) {
  const Table table = customers({churn(), table::number_column("churn_probability", noise(3, 1)),
                                 table::number_column("risk_rank_2", noise(4, 1))});
  const Roles roles = found(table);
  EXPECT_EQ(role(table, roles, "churn_probability").role, Role::kIgnored);
  EXPECT_EQ(role(table, roles, "risk_rank_2").role, Role::kIgnored);
  EXPECT_TRUE(says(roles, "own_column_ignored"));
}

TEST(Choices, OverruleWhatTheFileSays) {
  std::vector<std::string> reason;
  for (std::size_t row = 0; row < kRows; ++row) reason.push_back(left_in(row) ? "price" : "none");
  const Table table = customers({table::text_column("Churn Reason", reason), churn()});
  Options options;
  options.roles["Churn Reason"] = Role::kInput;
  options.ignored = {"tenure"};
  const Roles roles = found(table, options);
  EXPECT_EQ(role(table, roles, "Churn Reason").role, Role::kInput);
  EXPECT_TRUE(role(table, roles, "Churn Reason").category);
  EXPECT_EQ(role(table, roles, "tenure").role, Role::kIgnored);
}

TEST(Choices, ThatDisagreeOrNameNothingAreRefused) {
  const Table table = customers({churn()});
  Options two;
  two.roles["tenure"] = Role::kInput;
  two.ignored = {"tenure"};
  EXPECT_EQ(find(table, two).error().code, "roles_disagree");
  Options nobody;
  nobody.id = "nobody";
  EXPECT_EQ(find(table, nobody).error().code, "column_unknown");
  Options date;
  date.date = "tenure";
  EXPECT_EQ(find(table, date).error().code, "not_a_date");
}

TEST(Choices, OfAValueKeepTheColumnAnInput) {
  const Table table = customers({churn()});
  Options options;
  options.value = "tenure";
  const Roles roles = found(table, options);
  EXPECT_EQ(roles.value, table.find("tenure"));
  EXPECT_EQ(role(table, roles, "tenure").role, Role::kInput);
}

TEST(Repeats, OfRowsAndIdsAreCountedAndSaid) {
  std::vector<std::string> ids;
  std::vector<double> values = noise(1);
  for (std::size_t row = 0; row < kRows; ++row) ids.push_back("C" + std::to_string(row % 390));
  for (std::size_t row = 0; row < 4; ++row) values[row * 4 + 4] = values[0];  // same outcome, too
  const Table table = table_of(
      {table::text_column("customer_id", ids), table::number_column("usage", values), churn()});
  const Roles roles = found(table);
  EXPECT_EQ(roles.repeated_ids, 10U);
  EXPECT_EQ(roles.duplicate_rows, 4U);
  EXPECT_TRUE(says(roles, "repeated_ids"));
  EXPECT_TRUE(says(roles, "duplicate_rows"));
}

TEST(RoleName, GoesThereAndBack) {
  for (const Role role : {Role::kInput, Role::kOutcome, Role::kIdentifier, Role::kLeak,
                          Role::kConstant, Role::kText, Role::kDate, Role::kValue, Role::kIgnored})
    EXPECT_EQ(role_of(name_of(role)), role);
  EXPECT_FALSE(role_of("inputs").has_value());
}

}  // namespace
}  // namespace retainwise::roles
