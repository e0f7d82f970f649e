#include "engine/csv/ragged.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "engine/csv/cells.h"
#include "engine/csv/fitting.h"

namespace retainwise::csv {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kLearned = 1000;      ///< regular rows that the shape is learned from
constexpr std::size_t kMaxExtra = 4;        ///< cells too many that joining is tried for
constexpr std::size_t kMaxParted = 256;     ///< bytes of a cell that parting is tried for
constexpr std::size_t kMaxMended = 20'000;  ///< rows that are worth the search

/// Joins neighbours so that `cells` has the table's width and every cell fits: the one way to do
/// so, nullopt where there is none or more than one. Work: width × extra cells.
class Joining {
 public:
  Joining(const Row& cells, const RowShape& shape, char delimiter)
      : cells_(cells),
        shape_(shape),
        delimiter_(delimiter),
        extra_(cells.size() - shape.width()),
        plans_((shape.width() + 1) * (extra_ + 1)) {}

  std::optional<Row> only_way() {
    plan(shape_.width(), extra_).ways = 1;
    for (std::size_t column = shape_.width(); column-- > 0;) {
      for (std::size_t used = 0; used <= extra_; ++used) count(column, used);
    }
    if (plan(0, 0).ways != 1) return std::nullopt;
    Row row;
    for (std::size_t column = 0, used = 0; column < shape_.width(); ++column) {
      const std::size_t joined = plan(column, used).joined;
      row.push_back(cell(column + used, joined));
      used += joined;
    }
    return row;
  }

 private:
  struct Plan {
    int ways = 0;            ///< 2: two or more
    std::size_t joined = 0;  ///< how many cells are joined to the first one, in the way found last
  };

  Plan& plan(std::size_t column, std::size_t used) { return plans_[column * (extra_ + 1) + used]; }

  std::string cell(std::size_t at, std::size_t joined) const {
    std::string text = cells_[at];
    for (std::size_t i = 1; i <= joined; ++i) text += delimiter_ + cells_[at + i];
    return text;
  }

  /// Ways to read the columns from `column` on when `used` cells were joined before.
  void count(std::size_t column, std::size_t used) {
    Plan& here = plan(column, used);
    for (std::size_t joined = 0; used + joined <= extra_; ++joined) {
      const int ways = plan(column + 1, used + joined).ways;
      if (ways == 0 || !shape_.fits(column, cell(column + used, joined), Likeness::kKind)) continue;
      here.ways = std::min(2, here.ways + ways);
      here.joined = joined;
    }
  }

  const Row& cells_;
  const RowShape& shape_;
  char delimiter_;
  std::size_t extra_;
  std::vector<Plan> plans_;
};

/// One cell holds two values whose delimiter is gone ("RI-8070$80.08"): the only place to part
/// them.
std::optional<Row> parted(const Row& cells, const RowShape& shape) {
  std::optional<Row> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    bool front_fits = true;
    for (std::size_t k = 0; k < i && front_fits; ++k)
      front_fits = shape.fits(k, cells[k], Likeness::kShape);
    bool back_fits = front_fits;
    for (std::size_t k = i + 1; k < cells.size() && back_fits; ++k)
      back_fits = shape.fits(k + 1, cells[k], Likeness::kShape);
    if (!back_fits || cells[i].size() > kMaxParted) continue;
    for (std::size_t at = 1; at < cells[i].size(); ++at) {
      const std::string left = cells[i].substr(0, at);
      const std::string right = cells[i].substr(at);
      if (!shape.fits(i, left, Likeness::kShape) || !shape.fits(i + 1, right, Likeness::kShape))
        continue;
      if (found) return std::nullopt;
      found = cells;
      (*found)[i] = left;
      found->insert(found->begin() + static_cast<std::ptrdiff_t>(i) + 1, right);
    }
  }
  return found;
}

/// The record read with another delimiter, if that gives it the table's width.
std::optional<Row> split_otherwise(std::string_view record, const Dialect& dialect,
                                   std::size_t width) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    if (delimiter == dialect.delimiter || width < 3) continue;
    Dialect other = dialect;
    other.delimiter = delimiter;
    std::vector<Cell> cells;
    split(record, other, cells);
    if (cells.size() != width) continue;
    Row row;
    std::string scratch;
    for (const Cell& cell : cells) row.emplace_back(text_of(cell, other, scratch));
    return row;
  }
  return std::nullopt;
}

class Mender {
 public:
  Mender(Reading::Source& source, std::size_t width, Notes& notes)
      : source_(source), shape_(width), notes_(notes) {}

  Result<void> mend(Progress& progress) {
    std::vector<std::uint32_t> ragged;
    for (const std::uint32_t row : source_.rows) {
      if (source_.records[row].fields != shape_.width()) ragged.push_back(row);
    }
    if (ragged.empty()) return {};
    learn();
    for (std::size_t i = 0; i < ragged.size(); ++i) {
      if (i % 1024 == 0 && progress.cancelled()) return cancelled();
      mend_row(source_.records[ragged[i]], i < kMaxMended && !source_.exact);
    }
    tell_cut();
    return {};
  }

 private:
  void learn() {
    std::size_t regular = 0;
    for (const std::uint32_t row : source_.rows)
      regular += source_.records[row].fields == shape_.width() ? 1U : 0U;
    const std::size_t step = regular / kLearned + 1;
    Row cells;
    std::size_t seen = 0;
    for (const std::uint32_t row : source_.rows) {
      const Record& record = source_.records[row];
      if (record.fields != shape_.width() || seen++ % step != 0) continue;
      source_.cells(record, cells);
      shape_.learn(cells);
      learned_ = true;
    }
  }

  void mend_row(Record& record, bool search) {
    Row cells;
    source_.cells(record, cells);
    if (cells.size() < shape_.width()) {
      mend_short(record, cells, search);
    } else {
      mend_long(record, cells, search);
    }
  }

  void mend_short(Record& record, const Row& cells, bool search) {
    if (source_.exact) return leave_short(record, cells);
    if (auto row = split_otherwise(source_.bytes(record), source_.dialect, shape_.width()))
      return take(record, std::move(*row), "other_delimiter",
                  "This row uses another delimiter than the others; it was read with that one.");
    if (search && cells.size() + 1 == shape_.width()) {
      if (auto row = parted(cells, shape_))
        return take(
            record, std::move(*row), "delimiter_missing",
            "A delimiter is missing in this row; it was parted where the columns allow it.");
    }
    leave_short(record, cells);
  }

  void leave_short(Record& record, const Row& cells) {
    doubt(record, cells);
    tell(record, "short_row",
         "This row has " + std::to_string(cells.size()) + " of " + std::to_string(shape_.width()) +
             " cells; the others, and cells that do not belong to their column, count as missing.");
  }

  void mend_long(Record& record, const Row& cells, bool search) {
    const bool empty_extras =
        std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(shape_.width()), cells.end(),
                    [](const std::string& cell) { return trim(cell).empty(); });
    if (empty_extras) {
      if (cut_++ == 0) first_cut_ = record.line;
      return;
    }
    if (search && cells.size() - shape_.width() <= kMaxExtra) {
      if (auto row = Joining(cells, shape_, source_.dialect.delimiter).only_way())
        return take(record, std::move(*row), "row_rejoined",
                    "A cell of this row holds the delimiter without quotes around it; its parts "
                    "were joined again.");
    }
    doubt(record, cells);
    tell(record, "long_row",
         "This row has " + std::to_string(cells.size()) + " cells for " +
             std::to_string(shape_.width()) +
             " columns; the extra cells are kept in the result only, and cells that do not belong "
             "to "
             "their column count as missing.");
  }

  /// One damaged row must not turn a column of numbers into text: of its cells only those that are
  /// like their column's reach the table.
  void doubt(Record& record, const Row& cells) {
    Row kept = cells;
    kept.resize(shape_.width());
    bool changed = false;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i].empty() || shape_.fits(i, kept[i], Likeness::kKind)) continue;
      kept[i].clear();
      changed = true;
    }
    if (!changed || !learned_) return;
    record.doubtful = true;
    source_.doubtful.emplace(record.start, std::move(kept));
  }

  void take(Record& record, Row row, std::string code, std::string text) {
    source_.mended[record.start] = std::move(row);
    record.mended = true;
    record.fields = static_cast<std::uint32_t>(shape_.width());
    tell(record, std::move(code), std::move(text));
  }

  void tell(const Record& record, std::string code, std::string text) {
    Message message;
    message.code = std::move(code);
    message.message = std::move(text);
    message.row = record.line;
    message.text = shortened(source_.bytes(record), 200);
    message.hint =
        source_.exact
            ? "Check the cells of this row, and those beside the table."
            : "Check the delimiters on this line; a cell that holds one stands in quotes.";
    notes_.add(std::move(message));
  }

  void tell_cut() {
    if (cut_ == 0) return;
    Message message;
    message.code = "empty_extra_cells";
    message.message = std::to_string(cut_) +
                      " rows have empty cells behind the last column (first: line " +
                      std::to_string(first_cut_) + "); those were left out.";
    message.hint = "Nothing needs to be done.";
    notes_.add(std::move(message));
  }

  Reading::Source& source_;
  RowShape shape_;
  Notes& notes_;
  bool learned_ = false;
  std::int64_t cut_ = 0, first_cut_ = 0;
};

}  // namespace

Result<void> mend_ragged(Reading::Source& source, std::size_t width, Notes& notes,
                         Progress& progress) {
  return Mender(source, width, notes).mend(progress);
}

}  // namespace retainwise::csv
