#include "engine/roles/outcome.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "engine/roles/evidence.h"
#include "engine/roles/words.h"

namespace retainwise::roles {
namespace {

using table::Column;

constexpr std::size_t kMostValues = 6;

/// What the column says in each of its different texts.
struct Reading {
  std::vector<Says> of_code;  ///< by dictionary code
  std::vector<std::size_t> rows_of_code;
  bool left = false, stayed = false;
  bool words = false;          ///< not written in 0 and 1
  bool several_words = false;  ///< "cancelled" and "expired" both left
  bool third_words = false;    ///< some say neither left nor stayed nor a known "unknown"
};

std::vector<std::size_t> count_codes(const Column& column) {
  std::vector<std::size_t> rows(column.dictionary().size());
  for (const std::uint32_t code : column.codes())
    if (code != table::kMissing) ++rows[code];
  return rows;
}

/// The number written by a code; NaN for text columns.
double number_of_code(const Column& column, std::uint32_t code) {
  if (column.type() != table::Type::kNumber) return std::nan("");
  for (std::size_t row = 0; row < column.rows(); ++row)
    if (column.codes()[row] == code) return column.numbers()[row];
  return std::nan("");
}

Says meaning_of_code(const Column& column, std::uint32_t code) {
  const double number = number_of_code(column, code);
  if (std::isnan(number)) return meaning_of(column.dictionary().text(code));
  if (number == 1) return Says::kLeft;
  return number == 0 || number == -1 ? Says::kStayed : Says::kOther;
}

Says inverted(Says says) {
  if (says == Says::kLeft) return Says::kStayed;
  return says == Says::kStayed ? Says::kLeft : says;
}

/// nullopt where the values are not an outcome's.
std::optional<Reading> read_words(const Column& column, bool invert) {
  const auto texts = column.dictionary().texts();
  if (!column.has_codes() || texts.empty() || texts.size() > kMostValues) return std::nullopt;
  Reading reading;
  reading.rows_of_code = count_codes(column);
  std::set<std::string> left_words, stayed_words;
  for (std::uint32_t code = 0; code < texts.size(); ++code) {
    Says says = meaning_of_code(column, code);
    if (invert) says = inverted(says);
    if (says == Says::kOther && column.type() == table::Type::kNumber) return std::nullopt;
    reading.third_words = reading.third_words || says == Says::kOther;
    if (says == Says::kLeft) left_words.insert(normalised_name(texts[code]));
    if (says == Says::kStayed) stayed_words.insert(normalised_name(texts[code]));
    reading.of_code.push_back(says);
  }
  const bool number = column.type() == table::Type::kNumber;
  reading.several_words = !number && (left_words.size() > 1 || stayed_words.size() > 1);
  reading.left = !left_words.empty();
  reading.stayed = !stayed_words.empty();
  reading.words = !number;
  // "Maybe" beside yes and no is not known; without both of them the words are about another thing.
  if (reading.third_words && !(reading.left && reading.stayed)) return std::nullopt;
  return reading;
}

struct Candidate {
  std::size_t column = 0;
  int strength = 0;
  Reading reading;
  bool by_churn_name = false;
  std::size_t name_words = 0;
};

/// The better candidate first; of equals the one further left in the file.
bool is_better(const Candidate& a, const Candidate& b) {
  const bool a_both = a.reading.left && a.reading.stayed;
  const bool b_both = b.reading.left && b.reading.stayed;
  if (a_both != b_both) return a_both;
  if (a.reading.third_words != b.reading.third_words) return b.reading.third_words;
  if (a.strength != b.strength) return a.strength > b.strength;
  if (a.by_churn_name != b.by_churn_name) return a.by_churn_name;
  if (a.reading.words != b.reading.words) return a.reading.words;
  return a.name_words < b.name_words;
}

std::optional<Candidate> candidate_of(const table::Table& table, std::size_t place) {
  const Column& column = table.column(place);
  Candidate candidate;
  candidate.column = place;
  candidate.strength = outcome_strength(column.name());
  if (candidate.strength == 0 && is_leaving_score_name(column.name())) candidate.strength = 1;
  if (candidate.strength == 0) return std::nullopt;
  std::optional<Reading> reading = read_words(column, is_inverted(column.name()));
  if (!reading) return std::nullopt;
  if (!reading->left && (!reading->stayed || candidate.strength < 3)) return std::nullopt;
  if (reading->third_words && candidate.strength < 3) return std::nullopt;
  // Of "open", "closed", "lost" a target may be anything; a status of which each word is known may
  // not.
  if (reading->several_words && (candidate.strength < 3 || reading->third_words))
    return std::nullopt;
  // A status written in digits ("1", "2") says nothing about leaving.
  if (candidate.strength == 3 && !reading->words) return std::nullopt;
  candidate.reading = std::move(*reading);
  const std::string name = normalised_name(column.name());
  candidate.by_churn_name = contains(name, "churn") || contains(name, "attrition");
  candidate.name_words = name_words(column.name()).size();
  return candidate;
}

std::string most_common_text(const Column& column, const Reading& reading, Says says) {
  std::optional<std::uint32_t> best;
  for (std::uint32_t code = 0; code < reading.of_code.size(); ++code) {
    if (reading.of_code[code] != says) continue;
    if (!best || reading.rows_of_code[code] > reading.rows_of_code[*best]) best = code;
  }
  return best ? std::string(column.dictionary().text(*best)) : "";
}

State state_of(Says says) {
  if (says == Says::kLeft) return State::kLeft;
  return says == Says::kStayed ? State::kActive : State::kUnknown;
}

std::vector<State> states_by_code(const Column& column, const std::vector<Says>& of_code) {
  std::vector<State> states(column.rows(), State::kUnknown);
  for (std::size_t row = 0; row < states.size(); ++row) {
    const std::uint32_t code = column.codes()[row];
    if (code != table::kMissing) states[row] = state_of(of_code[code]);
  }
  return states;
}

void list_values(const Column& column, const std::vector<Says>& of_code, Outcome& outcome) {
  for (std::uint32_t code = 0; code < of_code.size(); ++code) {
    const std::string text(column.dictionary().text(code));
    if (of_code[code] == Says::kStayed) outcome.stayed_values.push_back(text);
    if (state_of(of_code[code]) == State::kUnknown) outcome.unknown_values.push_back(text);
  }
}

std::string name_receipt(int strength) {
  switch (strength) {
    case 4: return "Its name speaks of leaving";
    case 3: return "It is a status";
    case 2: return "Its name speaks of staying";
    default: return "Its name is that of a target";
  }
}

/// `also_left`: further texts that mean left, beside the most common one.
std::string value_receipt(const Outcome& outcome, const std::vector<std::string>& also_left = {}) {
  std::string text =
      outcome.left_value.empty() ? "nobody left" : quoted(outcome.left_value) + " means left";
  for (const std::string& other : also_left) text += ", " + quoted(other) + " too";
  if (!outcome.stayed_values.empty())
    text += ", " + quoted(outcome.stayed_values.front()) + " stayed";
  if (!outcome.unknown_values.empty())
    text += ", " + quoted(outcome.unknown_values.front()) + " is not known yet";
  return text;
}

/// The texts that mean left with another word than `outcome.left_value` ("expired", not
/// "Cancelled").
std::vector<std::string> also_left(const Column& column, const Reading& reading,
                                   const Outcome& outcome) {
  std::vector<std::string> others;
  std::set<std::string> named = {normalised_name(outcome.left_value)};
  for (std::uint32_t code = 0; code < reading.of_code.size(); ++code) {
    const std::string text(column.dictionary().text(code));
    const bool other = reading.words && named.insert(normalised_name(text)).second;
    if (reading.of_code[code] == Says::kLeft && other) others.push_back(text);
  }
  return others;
}

OutcomeChoice choice_of(const table::Table& table, const Candidate& candidate) {
  const Column& column = table.column(candidate.column);
  OutcomeChoice choice;
  Outcome outcome;
  outcome.column = candidate.column;
  outcome.guessed = candidate.strength <= 2;
  outcome.left_value = most_common_text(column, candidate.reading, Says::kLeft);
  list_values(column, candidate.reading.of_code, outcome);
  outcome.receipt = name_receipt(candidate.strength) + "; " +
                    value_receipt(outcome, also_left(column, candidate.reading, outcome)) + ".";
  choice.states = states_by_code(column, candidate.reading.of_code);
  choice.outcome = std::move(outcome);
  return choice;
}

bool is_filled(const Column& column, std::size_t row) {
  if (!column.numbers().empty()) return !std::isnan(column.numbers()[row]);
  return !column.codes().empty() && column.codes()[row] != table::kMissing;
}

OutcomeChoice choice_by_filling(const Column& column, std::size_t place, bool guessed) {
  OutcomeChoice choice;
  Outcome outcome;
  outcome.column = place;
  outcome.left_value = kFilled;
  outcome.guessed = guessed;
  outcome.receipt = "A filled cell means left, an empty one stayed: " +
                    with_commas(column.rows() - column.missing()) + " of " +
                    with_commas(column.rows()) + " are filled.";
  for (std::size_t row = 0; row < column.rows(); ++row)
    choice.states.push_back(is_filled(column, row) ? State::kLeft : State::kActive);
  choice.outcome = std::move(outcome);
  return choice;
}

bool is_date(const Column& column) {
  return column.type() == table::Type::kDate || column.type() == table::Type::kDateAmbiguous;
}

/// Same text, apart from case and from how a number is written.
std::optional<std::uint32_t> code_of(const Column& column, std::string_view wanted) {
  const auto texts = column.dictionary().texts();
  for (std::uint32_t code = 0; code < texts.size(); ++code)
    if (texts[code] == trim(wanted)) return code;
  for (std::uint32_t code = 0; code < texts.size(); ++code) {
    const double number = number_of_code(column, code);
    if (!std::isnan(number) && format_number(number) == trim(wanted)) return code;
    if (lower(texts[code]) == lower(trim(wanted))) return code;
  }
  return std::nullopt;
}

std::string values_listed(const Column& column) {
  std::string list;
  const auto texts = column.dictionary().texts();
  for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), 8); ++i)
    list += (i > 0 ? ", " : "") + quoted(texts[i]);
  return list + (texts.size() > 8 ? " …" : "");
}

Result<OutcomeChoice> choice_by_value(const Column& column, std::size_t place,
                                      const std::string& left_value) {
  if (left_value == kFilled) return choice_by_filling(column, place, false);
  const std::optional<std::uint32_t> left =
      column.has_codes() ? code_of(column, left_value) : std::nullopt;
  if (!left)
    return bad_request(
        "left_value_unknown",
        "The column " + quoted(column.name()) + " has no cell " + quoted(left_value) + ".",
        "Choose one of its values (option: left_value): " + values_listed(column) + ".");
  std::vector<Says> of_code;
  const std::string word = normalised_name(column.dictionary().text(*left));
  for (std::uint32_t code = 0; code < column.dictionary().size(); ++code) {
    const std::string_view text = column.dictionary().text(code);
    const bool same = code == *left || (!word.empty() && normalised_name(text) == word &&
                                        column.type() != table::Type::kNumber);
    const bool unknown = meaning_of(text) == Says::kUnknown;
    of_code.push_back(same ? Says::kLeft : unknown ? Says::kUnknown : Says::kStayed);
  }
  OutcomeChoice choice;
  Outcome outcome;
  outcome.column = place;
  outcome.left_value = std::string(column.dictionary().text(*left));
  list_values(column, of_code, outcome);
  outcome.receipt = "Chosen by you; " + value_receipt(outcome) + ".";
  choice.states = states_by_code(column, of_code);
  choice.outcome = std::move(outcome);
  return choice;
}

/// The user named the column but not the value that means "left".
Result<OutcomeChoice> choice_by_name(const table::Table& table, std::size_t place) {
  const Column& column = table.column(place);
  const std::optional<Reading> reading = read_words(column, is_inverted(column.name()));
  if (reading && reading->left) {
    Candidate candidate;
    candidate.column = place;
    candidate.strength = 4;
    candidate.reading = *reading;
    OutcomeChoice choice = choice_of(table, candidate);
    choice.outcome->receipt = "Chosen by you; " + value_receipt(*choice.outcome) + ".";
    return choice;
  }
  if (is_date(column) && column.missing() > 0) return choice_by_filling(column, place, false);
  return bad_request(
      "left_value_needed",
      "It is not clear which value of " + quoted(column.name()) + " means left.",
      "Choose one of its values (option: left_value): " + values_listed(column) + ".");
}

Result<std::optional<std::size_t>> named_outcome(const table::Table& table,
                                                 const Options& options) {
  std::optional<std::string> name = options.outcome;
  for (const auto& [column, role] : options.roles)
    if (role == Role::kOutcome && !name) name = column;
  if (!name) return std::optional<std::size_t>();
  const std::optional<std::size_t> place = table.find(*name);
  if (!place)
    return bad_request("column_unknown", "The file has no column " + quoted(*name) + ".",
                       "Choose a column of the file (option: outcome).");
  return place;
}

std::optional<Candidate> best_candidate(const table::Table& table,
                                        const std::vector<bool>& barred) {
  std::optional<Candidate> best;
  for (std::size_t place = 0; place < table.columns().size(); ++place) {
    if (barred[place]) continue;
    std::optional<Candidate> candidate = candidate_of(table, place);
    if (candidate && (!best || is_better(*candidate, *best))) best = std::move(candidate);
  }
  return best;
}

std::optional<std::size_t> leaving_date(const table::Table& table,
                                        const std::vector<bool>& barred) {
  for (std::size_t place = 0; place < table.columns().size(); ++place) {
    const Column& column = table.column(place);
    const bool some = column.missing() > 0 && column.missing() < column.rows();
    if (!barred[place] && some && is_date(column) && is_leaving_date_name(column.name()))
      return place;
  }
  return std::nullopt;
}

}  // namespace

Result<OutcomeChoice> find_outcome(const table::Table& table, const Options& options,
                                   const std::vector<bool>& barred) {
  RW_TRY(std::optional<std::size_t> place, named_outcome(table, options));
  if (!place) {
    if (const auto candidate = best_candidate(table, barred)) {
      if (!options.left_value) return choice_of(table, *candidate);
      place = candidate->column;
    } else if (const auto date = leaving_date(table, barred)) {
      return choice_by_filling(table.column(*date), *date, true);
    }
  }
  if (place && options.left_value)
    return choice_by_value(table.column(*place), *place, *options.left_value);
  if (place) return choice_by_name(table, *place);
  if (options.left_value)
    return bad_request(
        "outcome_needed",
        "A value that means left is given, but no column was found that says who left.",
        "Name the column that holds " + quoted(*options.left_value) + " (option: outcome).");
  OutcomeChoice none;
  none.states.assign(table.rows(), State::kUnknown);
  return none;
}

}  // namespace retainwise::roles
