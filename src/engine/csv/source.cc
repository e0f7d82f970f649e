#include "engine/csv/source.h"

#include "engine/csv/cells.h"
#include "engine/csv/writer.h"

namespace retainwise::csv {

void Reading::Source::cells(const Record& record, std::vector<std::string>& cells) const {
  if (record.mended) {
    cells = mended.at(record.start);
    return;
  }
  std::size_t count = 0;
  std::string scratch;
  walk_record(bytes(record), 0, dialect, [&](const Cell& cell) {
    if (cells.size() <= count) cells.emplace_back();
    cells[count++] = without_neutraliser(text_of(cell, dialect, scratch));
  });
  cells.resize(count);
}

void Reading::cells(std::size_t row, std::vector<std::string>& cells) const {
  source->cells(source->records[source->rows[row]], cells);
}

std::int64_t Reading::line(std::size_t row) const {
  return source->records[source->rows[row]].line;
}

}  // namespace retainwise::csv
