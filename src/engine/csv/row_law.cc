#include "engine/csv/row_law.h"

#include <string>

#include "engine/csv/source.h"

namespace retainwise::csv {

Result<void> check_row_law(const Reading& reading) {
  const auto rows = static_cast<std::int64_t>(reading.table.rows());
  const auto skipped = static_cast<std::int64_t>(reading.skipped.size());
  if (reading.records != reading.header_lines + rows + skipped)
    return bug("row law: " + std::to_string(reading.records) + " records, but " +
               std::to_string(reading.header_lines) + " of the header, " + std::to_string(rows) +
               " rows and " + std::to_string(skipped) + " skipped");
  const std::vector<std::uint32_t>& places = reading.source->rows;
  if (static_cast<std::int64_t>(places.size()) != rows)
    return bug("row law: " + std::to_string(rows) + " rows, but places of " +
               std::to_string(places.size()));
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i] <= places[i - 1])
      return bug("row law: row " + std::to_string(i) + " out of order");
  }
  return {};
}

}  // namespace retainwise::csv
