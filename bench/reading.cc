// How fast a file becomes records and typed columns, one thread. Links: engine_csv, large_blocks.
// Prints one JSON object: seconds of CPU, the median of several runs after one to warm up.
// usage: reading FILE [all]   "all": also counting, records and the decision, for UTF-8 files
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/csv/dialect.h"
#include "engine/csv/marks.h"
#include "engine/csv/reader.h"
#include "engine/csv/scanner.h"

namespace {

using namespace retainwise;

constexpr int kRuns = 5;

/// Of this process's CPU: the machine may be shared, and all of this is one thread.
template <class Work>
double median_seconds(Work work) {
  work();
  std::vector<double> times;
  for (int i = 0; i < kRuns; ++i) {
    const std::clock_t start = std::clock();
    work();
    times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

/// The peer: one look at each byte.
std::size_t count_plainly(std::string_view text, const csv::Dialect& dialect) {
  std::size_t fields = 0;
  bool inside = false;
  for (const char c : text) {
    if (c == dialect.quote) {
      inside = !inside;
    } else if (!inside && (c == dialect.delimiter || c == '\n')) {
      ++fields;
    }
  }
  return fields;
}

std::size_t count_by_blocks(std::string_view text, const csv::Dialect& dialect) {
  const csv::MarkBlocks mark = csv::mark_blocks(csv::best_vectors());
  const csv::Signs signs{dialect.delimiter, dialect.quote, dialect.escape};
  std::vector<csv::Marks> marks(256);
  std::uint64_t inside = 0;
  std::size_t fields = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t left = (text.size() - at) / csv::kBlock;
    const std::size_t blocks = std::clamp<std::size_t>(left, 1, marks.size());
    if (left > 0) {
      mark(text.data() + at, blocks, signs, marks.data());
    } else {
      csv::mark_rest(mark, text.data() + at, text.size() - at, signs, marks.front());
    }
    for (std::size_t i = 0; i < blocks; ++i) {
      const std::uint64_t odd = csv::odd_before(marks[i].quote) ^ inside;
      inside = std::uint64_t{0} - (odd >> 63U);
      fields +=
          static_cast<std::size_t>(std::popcount((marks[i].delimiter | marks[i].line_feed) & ~odd));
    }
    at += blocks * csv::kBlock;
  }
  return fields;
}

void stop(const char* why) {
  std::fprintf(stderr, "reading: %s\n", why);
  std::exit(1);
}

void measure_parts(std::string_view text, Json& out) {
  csv::DialectFinding found = csv::find_dialect(text, {});
  out["decide"] = median_seconds([&] { found = csv::find_dialect(text, {}); });
  std::size_t plain = 0;
  std::size_t blocks = 0;
  out["count_plainly"] = median_seconds([&] { plain = count_plainly(text, found.dialect); });
  out["count"] = median_seconds([&] { blocks = count_by_blocks(text, found.dialect); });
  if (plain != blocks) stop("the two counts differ");
  std::size_t records = 0;
  out["records"] = median_seconds([&] {
    csv::Scanner scanner(found.dialect, found.width);
    scanner.expect(text.size());
    if (!scanner.read(text, csv::More::kNo).ok()) stop("a limit is passed");
    records = scanner.records().size();
  });
  out["record_count"] = records;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) stop("usage: reading FILE [all]");
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  Json out = {{"bytes", text.size()}};
  if (count > 2) measure_parts(text, out);
  std::size_t rows = 0;
  out["columns"] = median_seconds([&] {
    NoProgress progress;
    const Result<csv::Reading> reading = csv::read(as_bytes(text), {}, progress);
    if (!reading.ok()) stop(reading.error().what.c_str());
    rows = reading->table.rows();
  });
  out["rows"] = rows;
  std::printf("%s\n", out.dump().c_str());
  return 0;
}
