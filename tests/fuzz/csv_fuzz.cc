// csv::read on any bytes: an answer under the row law or a refusal, never a crash, and the cells of
// every row can be asked for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engine/csv/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace retainwise;
  NoProgress progress;
  const auto input = ByteSpan(reinterpret_cast<const std::byte*>(bytes), size);
  const auto reading = csv::read(input, {}, progress);
  if (!reading.ok()) {
    if (reading.error().kind != ErrorKind::kBadFile) std::abort();
    return 0;
  }
  std::vector<std::string> cells;
  std::int64_t line = 0;
  for (std::size_t row = 0; row < reading->table.rows(); ++row) {
    reading->cells(row, cells);
    if (reading->line(row) <= line || cells.empty()) std::abort();
    line = reading->line(row);
  }
  return 0;
}
