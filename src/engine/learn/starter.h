#pragma once
/// A scorecard for a file that nothing can be learned from: signals of leaving that are known
/// beforehand, each with points by stated bands. Points are no probabilities, and nothing of them
/// is measured. docs/formats/starter.md lists the signals, their names and bands.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::learn {

/// One column that says something of leaving.
struct Signal {
  std::string name;                  ///< "tenure" "contract" "last_activity" "usage" …
  std::size_t column = 0;            ///< of the table
  int most = 0;                      ///< points that a row can have by it
  std::string bands;                 ///< one sentence: which value has how many points
  std::vector<std::uint8_t> points;  ///< by row; 0 where the cell is missing
};

struct Scorecard {
  std::vector<Signal> signals;  ///< in the order of the table's columns; may be empty
  int most = 0;                 ///< points that a row can have in all
};

/// `roles`: only its inputs and its date are looked at. `as_of`: the day to which ages are counted;
/// where it lies before a column's newest date, that date.
Scorecard scorecard(const table::Table& table, const roles::Roles& roles, Date as_of);

/// Whether scorecard() would have a signal; looks no further than the first.
bool has_signals(const table::Table& table, const roles::Roles& roles);

}  // namespace retainwise::learn
