// csv::read on any bytes as a workbook: the row law or a refusal, whatever archive and XML say. The
// first byte says whether the rest is an archive, or the sheet's XML in a sound one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/csv/reader.h"
#include "tests/engine/unpack/made_workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace retainwise;
  if (size == 0) return 0;
  std::string workbook(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  if (bytes[0] == 's') {
    std::vector<unpack::MadeEntry> parts = unpack::made_parts("");
    parts.back().text = workbook;
    workbook = unpack::made_zip(parts);
  }
  csv::ReadOptions options;
  options.most_unpacked = 1U << 20U;
  NoProgress progress;
  const auto reading = csv::read(as_bytes(workbook), options, progress);
  if (!reading.ok()) {
    if (reading.error().kind != ErrorKind::kBadFile || reading.error().hint.empty()) std::abort();
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
