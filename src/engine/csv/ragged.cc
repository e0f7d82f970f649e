#include "engine/csv/ragged.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "engine/csv/cells.h"
#include "engine/csv/fitting.h"
#include "engine/csv/parting.h"
#include "engine/csv/quotes.h"
#include "engine/csv/rejoining.h"

namespace retainwise::csv {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kLearned = 1000;  ///< regular rows that the shape is learned from
constexpr std::size_t kMaxExtra = 8;    ///< cells too many that joining is tried for
/// One row may take milliseconds to mend.
constexpr std::size_t kRowsBetweenLooks = 64;
constexpr std::size_t kMaxMended = 20'000;  ///< rows that are worth the search

/// The cells as they stand in the record, with what is known of their quotes.
std::vector<Token> tokens_of(std::string_view record, const Dialect& dialect) {
  std::vector<Token> tokens;
  std::string scratch;
  walk_record(record, 0, dialect, [&](const Cell& cell) {
    tokens.push_back({std::string(text_of(cell, dialect, scratch)), cell.quoted});
  });
  return tokens;
}

std::vector<Token> tokens_of(const Row& cells) {
  std::vector<Token> tokens;
  for (const std::string& cell : cells) tokens.push_back({cell, false});
  return tokens;
}

/// The record read with another delimiter, if that makes it a row of the table.
std::optional<Row> split_otherwise(std::string_view record, const Dialect& dialect,
                                   const RowShape& shape) {
  if (shape.width() < 3) return std::nullopt;
  for (const char delimiter : {',', ';', '\t', '|', ' '}) {
    if (delimiter == dialect.delimiter) continue;
    Dialect other = dialect;
    other.delimiter = delimiter;
    const std::vector<Token> tokens = tokens_of(record, other);
    if (tokens.size() < shape.width() || tokens.size() > shape.width() + kMaxExtra) continue;
    if (auto row = rejoined(tokens, shape, delimiter)) return row;
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
    const std::vector<std::uint32_t> torn = torn_rows();
    if (ragged.empty() && torn.empty()) return {};
    learn();
    for (std::size_t i = 0; i < ragged.size(); ++i) {
      if (i % kRowsBetweenLooks == 0 && progress.cancelled()) return cancelled();
      mend_row(source_.records[ragged[i]], i < kMaxMended && !source_.exact);
    }
    tell_cut();
    for (std::size_t i = 0; i < torn.size() && i < kMaxMended; ++i) {
      if (i % kRowsBetweenLooks == 0 && progress.cancelled()) return cancelled();
      mend_torn(source_.records[torn[i]]);
    }
    return {};
  }

 private:
  /// Rows of the table's width that may be none: their quotes were mended, or say that a delimiter
  /// is missing and another one not meant as one.
  std::vector<std::uint32_t> torn_rows() const {
    std::vector<std::uint32_t> torn;
    const Dialect& dialect = source_.dialect;
    if (source_.exact || dialect.quote == '\0' || quotes_nearly_all(source_)) return torn;
    for (const std::uint32_t row : source_.rows) {
      const Record& record = source_.records[row];
      if (record.simple || record.fields != shape_.width()) continue;
      const std::string_view bytes = source_.bytes(record);
      const bool quoted = bytes.find(dialect.quote) != std::string_view::npos;
      if (record.mended || (quoted && is_torn(bytes, dialect))) torn.push_back(row);
    }
    return torn;
  }

  void mend_torn(Record& record) {
    Row cells;
    source_.cells(record, cells);
    const bool told = record.mended;
    if (!learned_ || (told && shape_.cost(cells) < kNoFit)) return;
    if (auto row = parted_beside_quote(source_.bytes(record), source_.dialect, shape_))
      return take(record, std::move(*row), "delimiter_missing",
                  "A delimiter is missing beside a quote in this row; it was put back.");
    if (told) return doubt(record, cells);
    tell(record, "quote_inside_cell",
         "A quote stands in the middle of a cell of this row, and another one ends a later cell; "
         "both were kept as text.");
  }

  void learn() {
    std::size_t regular = 0;
    for (const std::uint32_t row : source_.rows)
      regular += source_.records[row].fields == shape_.width() ? 1U : 0U;
    const std::size_t step = regular / kLearned + 1;
    Row cells;
    std::size_t seen = 0;
    for (const std::uint32_t row : source_.rows) {
      const Record& record = source_.records[row];
      if (record.mended && !source_.exact) continue;
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
    if (search && learned_) {
      if (auto row = split_otherwise(source_.bytes(record), source_.dialect, shape_))
        return take(record, std::move(*row), "other_delimiter",
                    "This row uses another delimiter than the others; it was read with that one.");
      if (auto row = parted(source_.bytes(record), cells, source_.dialect, shape_))
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
    Row cut = cells;
    while (cut.size() > shape_.width() && trim(cut.back()).empty()) cut.pop_back();
    const bool empty_extras = cut.size() == shape_.width();
    if (empty_extras && (!learned_ || shape_.cost(cut) < kNoFit)) return count_cut(record);
    if (search && learned_) {
      if (auto row = without_extras(record, cells))
        return take(record, std::move(*row), "row_rejoined",
                    "This row has delimiters too many; cells that hold one were joined again, and "
                    "empty cells that belong to no column left out.");
      if (auto row = parted_beside_quote(source_.bytes(record), source_.dialect, shape_))
        return take(record, std::move(*row), "delimiter_missing",
                    "A delimiter is missing beside a quote in this row; it was put back.");
      if (auto row = split_otherwise(source_.bytes(record), source_.dialect, shape_))
        return take(record, std::move(*row), "other_delimiter",
                    "This row uses another delimiter than the others; it was read with that one.");
    }
    if (empty_extras) return count_cut(record);
    doubt(record, cells);
    tell(record, "long_row",
         "This row has " + std::to_string(cells.size()) + " cells for " +
             std::to_string(shape_.width()) +
             " columns; the extra cells are kept in the result only, and cells that do not belong "
             "to "
             "their column count as missing.");
  }

  void count_cut(const Record& record) {
    if (cut_++ == 0) first_cut_ = record.line;
  }

  std::optional<Row> without_extras(const Record& record, const Row& cells) const {
    if (cells.size() - shape_.width() > kMaxExtra) return std::nullopt;
    const std::vector<Token> tokens =
        record.mended ? tokens_of(cells) : tokens_of(source_.bytes(record), source_.dialect);
    return rejoined(tokens, shape_, source_.dialect.delimiter);
  }

  /// One damaged row must not turn a column of numbers into text: of its cells only those that are
  /// like their column's reach the table.
  void doubt(Record& record, const Row& cells) {
    Row kept = cells;
    kept.resize(shape_.width());
    bool changed = false;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i].empty() || shape_.fits(i, kept[i])) continue;
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
    record.simple = false;
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
