#include "engine/unpack/sheet_text.h"

#include <algorithm>
#include <map>

#include "engine/unpack/limits.h"
#include "engine/unpack/number_format.h"

namespace retainwise::unpack {
namespace {

/// Columns side by side that are filled somewhere.
struct Run {
  std::uint32_t first = 0, last = 0;
  std::uint64_t filled = 0;
};

std::vector<Run> runs_of(const std::vector<ColumnTally>& columns) {
  std::vector<Run> runs;
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i].filled == 0) continue;
    if (runs.empty() || runs.back().last + 1 != i) runs.push_back({i, i, 0});
    runs.back().last = i;
    runs.back().filled += columns[i].filled;
  }
  return runs;
}

/// First and last column of the table: a few cells apart on either side are notes.
Run table_of(const std::vector<ColumnTally>& columns) {
  const std::vector<Run> runs = runs_of(columns);
  std::uint64_t most = 0;
  for (const Run& run : runs) most = std::max(most, run.filled);
  const auto heavy = [most](const Run& run) { return run.filled * 10 >= most; };
  const auto first = std::find_if(runs.begin(), runs.end(), heavy);
  const auto last = std::find_if(runs.rbegin(), runs.rend(), heavy);
  if (first == runs.end()) return {};
  return {first->first, last->last, most};
}

class Writing {
 public:
  Writing(const Grid& grid, std::uint64_t most)
      : grid_(grid), most_(most), table_(table_of(grid.columns())) {
    keep_notes_on_the_left();
    for (const ColumnTally& column : grid.columns()) out_.has_numbers |= column.numbers > 0;
  }

  Result<SheetText> write() {
    std::vector<GridCell> cells;
    std::uint32_t last_row = 0;
    for (const GridRow& row : grid_.rows()) {
      grid_.cells(row, cells);
      fill_down(row.number, cells);
      const bool gap = last_row > 0 && row.number > last_row + 1;
      if (gap) add_record(last_row + 1, {});
      const bool lone = cells.size() == 1 && (gap || !begun_);
      begun_ |= cells.size() > 1;
      add_record(row.number, fields_of(cells, lone));
      if (out_.text.size() > most_) return unpacked_too_large(most_);
      last_row = row.number;
    }
    return std::move(out_);
  }

 private:
  /// A cell on the left of the table in a row of the table keeps its column: nothing may shift.
  void keep_notes_on_the_left() {
    std::vector<GridCell> cells;
    std::uint32_t left = table_.first;
    for (const GridRow& row : grid_.rows()) {
      grid_.cells(row, cells);
      if (cells.front().column < table_.first && cells.back().column >= table_.first)
        left = std::min(left, cells.front().column);
    }
    table_.first = left;
  }

  /// Cells of a column that were merged over rows each say what the merged one says.
  void fill_down(std::uint32_t row, std::vector<GridCell>& cells) {
    for (; next_merge_ < grid_.merges.size() && grid_.merges[next_merge_].first_row <= row;
         ++next_merge_) {
      const Merge& merge = grid_.merges[next_merge_];
      const auto top = std::find_if(cells.begin(), cells.end(), [&](const GridCell& cell) {
        return cell.column == merge.column;
      });
      if (merge.first_row == row && top != cells.end())
        open_[merge.column] = {merge.last_row, *top};
    }
    std::erase_if(open_, [row](const auto& each) { return each.second.last_row < row; });
    if (open_.empty()) return;
    std::vector<GridCell> both;
    auto merged = open_.begin();
    for (const GridCell& cell : cells) {
      for (; merged != open_.end() && merged->first < cell.column; ++merged)
        both.push_back(merged->second.cell);
      if (merged != open_.end() && merged->first == cell.column) ++merged;
      both.push_back(cell);
    }
    for (; merged != open_.end(); ++merged) both.push_back(merged->second.cell);
    out_.filled_down += static_cast<std::int64_t>(both.size() - cells.size());
    cells = std::move(both);
  }

  std::vector<std::string> fields_of(const std::vector<GridCell>& cells, bool lone) const {
    std::vector<std::string> fields;
    for (const GridCell& cell : cells) {
      // A title on the left of the table stands where titles stand.
      const std::uint32_t column = cell.column < table_.first ? 0 : cell.column - table_.first;
      fields.resize(std::max<std::size_t>(fields.size() + 1, column + 1));
      fields.back() = text_of(cell);
    }
    const std::size_t width = table_.last - table_.first + 1;
    if (!lone && fields.size() < width) fields.resize(width);
    return fields;
  }

  std::string text_of(const GridCell& cell) const {
    const ColumnTally& column = grid_.columns()[cell.column];
    const bool percent = cell.kind == CellKind::kPercent && column.percents == column.numbers;
    return percent ? percent_text(cell.text) : std::string(cell.text);
  }

  void add_record(std::uint32_t row, const std::vector<std::string>& fields) {
    SheetRecord record;
    record.start = out_.text.size();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out_.text += ',';
      add_field(fields[i]);
    }
    record.length = static_cast<std::uint32_t>(out_.text.size() - record.start);
    record.row = row;
    record.fields = static_cast<std::uint32_t>(std::max<std::size_t>(1, fields.size()));
    out_.records.push_back(record);
    out_.text += '\n';
  }

  void add_field(const std::string& field) {
    if (field.find_first_of(",\"\n\r") == field.npos) {
      out_.text += field;
      return;
    }
    out_.text += '"';
    for (const char c : field) {
      if (c == '"') out_.text += '"';
      out_.text += c;
    }
    out_.text += '"';
  }

  struct Merged {
    std::uint32_t last_row = 0;
    GridCell cell;
  };

  const Grid& grid_;
  std::uint64_t most_;
  Run table_;
  SheetText out_;
  bool begun_ = false;  ///< a row of more than one cell was seen
  std::size_t next_merge_ = 0;
  std::map<std::uint32_t, Merged> open_;  ///< by column
};

}  // namespace

Result<SheetText> sheet_text(const Grid& grid, std::uint64_t most) {
  if (grid.rows().empty()) return SheetText{};
  return Writing(grid, most).write();
}

std::size_t table_width(const Grid& grid) {
  std::vector<std::uint32_t> widths;
  for (const GridRow& row : grid.rows()) widths.push_back(row.cells);
  if (widths.size() < 2) return 0;
  std::nth_element(widths.begin(), widths.begin() + 1, widths.end(), std::greater<>());
  return widths[1];
}

}  // namespace retainwise::unpack
