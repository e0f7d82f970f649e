#pragma once
/// What each column of a customer file is, with the evidence: a decision the user can read and
/// overrule. Pure; one thread.
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "engine/table/table.h"

namespace retainwise::roles {

/// `kInput` is exactly what a model reads, dates included; no other role is read. `kDate` and
/// `kValue` are columns that the user named as the file's order in time and as money.
enum class Role : std::uint8_t {
  kInput,
  kOutcome,
  kIdentifier,
  kLeak,
  kConstant,
  kText,
  kDate,
  kValue,
  kIgnored
};
/// "input" "outcome" "identifier" "leak" "constant" "text" "date" "value" "ignored".
std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

/// Whether a customer can still be kept. The number is part of docs/formats.
enum class State : std::uint8_t { kActive = 0, kLeft = 1, kUnknown = 2 };
/// "active" "left" "unknown".
std::string_view name_of(State state);

/// Below so many customers of a kind nothing can be learned.
inline constexpr std::size_t kMinimumPerClass = 30;

/// What the user decided; unset = found from the file. Columns by name.
struct Options {
  std::optional<std::string> outcome;
  std::optional<std::string> left_value;
  std::map<std::string, Role> roles;
  std::optional<std::string> id, date, value;
  std::vector<std::string> ignored;
};

struct ColumnRole {
  Role role = Role::kInput;
  std::string evidence;       ///< one sentence: why
  bool category = false;      ///< an input read by its levels, not by its number
  std::optional<double> auc;  ///< alone, of an input or leak; ≥ .5
  bool suspicious = false;    ///< .92 ≤ alone ≤ .99: kept or not by AUC with and without
  std::optional<double> auc_with, auc_without;  ///< measured by `learn` for the suspicious
  bool chosen = false;                          ///< the user said so; never overruled
  bool by_name_only = false;                    ///< a leak that nothing but its name tells
};

struct Outcome {
  std::size_t column = 0;
  std::string left_value;  ///< the cell's text as in the file; "(filled)" for a cancel date
  bool guessed = false;    ///< by a weak name; the message `outcome_guessed` says so
  std::string receipt;
  std::vector<std::string> stayed_values, unknown_values;
};

struct Roles {
  std::vector<ColumnRole> columns;  ///< in file order
  std::optional<Outcome> outcome;
  std::vector<State> states;                      ///< by row; all kUnknown without an outcome
  std::size_t active = 0, left = 0, unknown = 0;  ///< counts of `states`
  std::optional<std::size_t> id, date, value;     ///< columns; `date` orders the file in time
  std::size_t duplicate_rows = 0;  ///< rows that repeat an earlier one in all but identifiers
  std::size_t repeated_ids = 0;    ///< rows whose `id` an earlier row has
  std::vector<FileIssue> messages;

  /// Both kinds have kMinimumPerClass customers and there is an input.
  bool can_learn() const;
};

/// kBadRequest where `options` name a column or a value that the table does not have.
Result<Roles> find(const table::Table& table, const Options& options);

}  // namespace retainwise::roles
