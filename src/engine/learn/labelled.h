#pragma once
/// The rows that can be learned from: those whose outcome is known.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::learn {

struct Labelled {
  std::vector<std::uint32_t> rows;   ///< table rows, ascending
  std::vector<std::uint8_t> left;    ///< beside `rows`: 1 left, 0 stayed
  std::vector<std::uint32_t> group;  ///< beside `rows`: rows of one customer have one number
  bool grouped = false;              ///< some customer has several rows

  std::size_t size() const { return rows.size(); }
  /// Share who left.
  double rate() const;
};

Labelled labelled(const table::Table& table, const roles::Roles& roles);

}  // namespace retainwise::learn
