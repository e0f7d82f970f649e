#include "engine/report/result_file.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "engine/csv/writer.h"

namespace retainwise::report {
namespace {

/// Rows between two looks at progress.
constexpr std::size_t kStep = 4096;

class CountingSink final : public Sink {
 public:
  explicit CountingSink(Sink& sink) : sink_(sink) {}
  Result<void> write(std::string_view bytes) override {
    count_ += bytes.size();
    return sink_.write(bytes);
  }
  std::uint64_t count() const { return count_; }

 private:
  Sink& sink_;
  std::uint64_t count_ = 0;
};

/// The widest record: a long row's extra cells keep their place before our columns.
std::size_t widest(const csv::Reading& reading) {
  std::size_t width = std::max(reading.header.size(), reading.table.columns().size());
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < reading.table.rows(); ++row) {
    reading.cells(row, cells);
    width = std::max(width, cells.size());
  }
  return width;
}

std::vector<std::string> own_header(const csv::Reading& reading, std::size_t width) {
  std::vector<std::string> header = reading.header;
  for (std::size_t i = header.size(); i < width; ++i) {
    header.push_back(i < reading.table.columns().size() ? reading.table.column(i).name()
                                                        : "column_" + std::to_string(i + 1));
  }
  return header;
}

void append_reasons(const ScoredFile& file, std::size_t row, std::vector<std::string>& cells) {
  const RowReasons picked = file.digest.picked(row);
  const std::vector<NamedReason> reasons = file.named(picked.reasons, cells);
  const std::vector<NamedReason> keeps = file.named(picked.keeps, cells);
  const auto append = [&cells](const std::vector<NamedReason>& named, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      cells.push_back(i < named.size() ? reason_text(named[i]) : std::string());
    }
  };
  append(reasons, kReasons);
  append(keeps, kKeeps);
  cells.push_back(file.explained(row, reasons, keeps));
}

/// `cells`: the row's own, filled up to the file's width.
void append_added(const ScoredFile& file, std::size_t row, std::vector<std::string>& cells) {
  const double probability = file.probability[row];
  cells.emplace_back(roles::name_of(file.states[row]));
  const bool points = file.unit() == Unit::kPoints;
  cells.push_back(points ? std::string() : format_number(probability));
  cells.push_back(points ? std::string() : format_number(1 - probability));
  cells.emplace_back(name_of(file.bands.level(probability)));
  cells.push_back(file.ranks[row] == 0 ? std::string() : std::to_string(file.ranks[row]));
  append_reasons(file, row, cells);
  cells.emplace_back(name_of(file.kinds[row]));
  if (points) cells.push_back(std::to_string(file.points(row)));
}

}  // namespace

std::vector<std::string> added_names(const std::vector<std::string>& header, Unit unit) {
  std::set<std::string, std::less<>> taken;
  for (const std::string& name : header) taken.emplace(trim(name));
  std::vector<std::string> names;
  std::vector<std::string_view> all(kAddedColumns.begin(), kAddedColumns.end());
  if (unit == Unit::kPoints) all.push_back(kPointsColumn);
  for (const std::string_view wanted : all) {
    std::string name(wanted);
    for (int i = 2; taken.contains(name); ++i) name = std::string(wanted) + "_" + std::to_string(i);
    taken.insert(name);
    names.push_back(std::move(name));
  }
  return names;
}

Result<WrittenResult> write_result(const ScoredFile& file, Sink& sink, Progress& progress,
                                   Places places) {
  CountingSink counting(sink);
  csv::Writer writer(counting, file.reading.dialect.delimiter);
  WrittenResult out;
  out.own_cells = widest(file.reading);
  std::vector<std::string> cells = own_header(file.reading, out.own_cells);
  for (std::string& name : added_names(cells, file.unit())) cells.push_back(std::move(name));
  RW_CHECK_OK(writer.record(cells));
  for (std::size_t row = 0; row < file.rows(); ++row) {
    if (row % kStep == 0) {
      if (progress.cancelled()) return cancelled();
      progress.at(Stage::kWriting, static_cast<double>(row) / static_cast<double>(file.rows()));
    }
    file.reading.cells(row, cells);
    cells.resize(out.own_cells);
    append_added(file, row, cells);
    const std::uint64_t start = counting.count();
    RW_CHECK_OK(writer.record(cells));
    if (places == Places::kNotKept) continue;
    out.places.push_back({start, static_cast<std::uint32_t>(counting.count() - start)});
  }
  return out;
}

}  // namespace retainwise::report
