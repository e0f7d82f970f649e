#include "engine/csv/parting.h"

#include <algorithm>
#include <utility>

#include "engine/csv/cells.h"

namespace retainwise::csv {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kMaxParted = 256;  ///< bytes of a cell that parting is tried for
constexpr std::size_t kMaxRecord = std::size_t{16} << 10U;
constexpr std::size_t kMaxQuotes = 200;

/// The best of several rows, and whether it is the only one as good.
struct Best {
  std::int64_t cost = kNoFit;
  Row row;
  bool only = true;

  void offer(std::int64_t other, Row cells) {
    if (other >= kNoFit || other > cost) return;
    if (other == cost && cells == row) return;
    only = other < cost;
    cost = other;
    row = std::move(cells);
  }
  std::optional<Row> taken() && {
    if (cost >= kNoFit || !only) return std::nullopt;
    return std::move(row);
  }
};

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// Parts one of the cells, wherever the row then fits.
void part_a_cell(const Row& cells, const RowShape& shape, Best& best) {
  // What the cells before a place cost where they are, and those behind it one column further on.
  std::vector<std::int64_t> before(cells.size() + 1, 0);
  std::vector<std::int64_t> behind(cells.size() + 1, 0);
  for (std::size_t i = 0; i < cells.size(); ++i)
    before[i + 1] = before[i] + shape.cost(i, cells[i]);
  for (std::size_t i = cells.size(); i-- > 0;)
    behind[i] = behind[i + 1] + shape.cost(i + 1, cells[i]);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string& cell = cells[i];
    if (before[i] + behind[i + 1] >= kNoFit || cell.size() > kMaxParted) continue;
    for (std::size_t at = 1; at < cell.size(); ++at) {
      if (!starts_character(cell[at])) continue;
      // A word or a number is not parted in its middle if there is another place, and nothing is
      // where a quote shows the place.
      const std::int64_t torn = class_of(cell[at - 1]) == class_of(cell[at]) ? 3 : 2;
      const std::int64_t cost = before[i] + behind[i + 1] + torn +
                                shape.cost(i, cell.substr(0, at)) +
                                shape.cost(i + 1, cell.substr(at));
      // A second place as good as the best one says that there is no telling; a third says no more.
      if (cost >= kNoFit || cost > best.cost || (cost == best.cost && !best.only)) continue;
      Row row = cells;
      row[i].resize(at);
      row.insert(row.begin() + static_cast<std::ptrdiff_t>(i) + 1, cell.substr(at));
      best.offer(cost, std::move(row));
    }
  }
}

/// The cells of a record whose quotes all add up; empty where they do not.
Row whole_cells(std::string_view record, const Dialect& dialect) {
  Row cells;
  std::string scratch;
  const Walk walk = walk_record(record, 0, dialect, [&](const Cell& cell) {
    cells.emplace_back(text_of(cell, dialect, scratch));
  });
  if (walk.open || walk.stray || walk.runaway || walk.end != record.size()) return {};
  return cells;
}

void part_at(std::string_view record, std::size_t at, const Dialect& dialect, const RowShape& shape,
             Best& best) {
  if (at == 0 || at >= record.size()) return;
  if (record[at - 1] == dialect.delimiter || record[at] == dialect.delimiter) return;
  std::string with(record);
  with.insert(at, 1, dialect.delimiter);
  Row cells = whole_cells(with, dialect);
  const std::int64_t cost = shape.cost(cells);
  if (cost < kNoFit) best.offer(cost, std::move(cells));
}

/// `Basic"A remark"` before, `"A remark"2.50` behind a quote.
void part_beside_a_quote(std::string_view record, const Dialect& dialect, const RowShape& shape,
                         Best& best) {
  if (dialect.quote == '\0' || record.size() > kMaxRecord) return;
  std::size_t tried = 0;
  for (std::size_t at = record.find(dialect.quote);
       at != std::string_view::npos && tried < kMaxQuotes;
       at = record.find(dialect.quote, at + 1), ++tried) {
    part_at(record, at, dialect, shape, best);
    part_at(record, at + 1, dialect, shape, best);
  }
}

}  // namespace

std::optional<Row> parted(std::string_view record, const Row& cells, const Dialect& dialect,
                          const RowShape& shape) {
  Best best;
  part_beside_a_quote(record, dialect, shape, best);
  if (cells.size() + 1 == shape.width()) part_a_cell(cells, shape, best);
  return std::move(best).taken();
}

std::optional<Row> parted_beside_quote(std::string_view record, const Dialect& dialect,
                                       const RowShape& shape) {
  Best best;
  part_beside_a_quote(record, dialect, shape, best);
  return std::move(best).taken();
}

bool is_torn(std::string_view record, const Dialect& dialect) {
  bool begun = false;
  bool torn = false;
  walk_record(record, 0, dialect, [&](const Cell& cell) {
    if (cell.quoted || cell.raw.size() < 2) return;
    if (std::count(cell.raw.begin(), cell.raw.end(), dialect.quote) % 2 == 0) return;
    torn |= begun && cell.raw.back() == dialect.quote;
    const std::size_t at = cell.raw.find(dialect.quote);
    begun |=
        at > 0 && at + 1 < cell.raw.size() && cell.raw[at - 1] != ' ' && cell.raw[at + 1] != ' ';
  });
  return torn;
}

}  // namespace retainwise::csv
