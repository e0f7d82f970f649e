#pragma once
/// The honest question of a file that a date orders: learned on the past, how well is the future
/// told?
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "engine/learn/labelled.h"
#include "engine/table/table.h"

namespace retainwise::learn {

/// Labelled rows with a date, parted so that the newest fifth (by whole days) is held out.
struct Ages {
  Date from;                            ///< first day of the held-out rows
  std::vector<bool> training;           ///< by labelled row
  std::vector<std::uint32_t> held_out;  ///< labelled rows
};

/// nullopt where either part would have fewer than 30 rows of a class.
std::optional<Ages> part_by_age(const table::Column& date, const Labelled& labelled);

}  // namespace retainwise::learn
