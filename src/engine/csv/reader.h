#pragma once
/// Bytes of a customer file → a typed table, and everything that was decided on the way.
///
/// The input stays the caller's and must outlive the Reading made from it: records are kept as
/// places in it (or in the reading's own text, where the file was packed or not UTF-8). Pure; one
/// thread.
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"
#include "base/time.h"
#include "engine/table/table.h"

namespace retainwise::csv {

enum class DateOrder : std::uint8_t { kDayFirst, kMonthFirst };

/// What the user may set; unset = found from the file.
struct ReadOptions {
  std::optional<char> delimiter;
  std::optional<std::string> encoding;
  std::optional<char> decimal;
  std::optional<DateOrder> date_order;
  std::optional<bool> header;
  std::map<std::string, table::Type, std::less<>> types;  ///< by column name
  std::vector<std::int64_t> keep_rows;  ///< lines that would be skipped and are not
  Date today;                           ///< for two-digit years only
  /// Unguessable where the file is a stranger's: who knew it could write cells that all collide. No
  /// answer depends on it.
  std::uint64_t hash_seed = 0;
  std::optional<std::string> sheet;  ///< of a workbook; unset: the first with a table
  std::uint64_t most_unpacked = std::uint64_t{1} << 30U;  ///< bytes that a packed file may become
};

struct Dialect {
  char delimiter = ',';
  char quote = '"';    ///< '\0': none
  char escape = '\0';  ///< '\\' where the file escapes with it, else '\0' (doubled quotes)
  std::string encoding = "utf-8";
  std::string line_end = "\n";  ///< the most common one
  bool byte_order_mark = false;
  bool padded = false;  ///< blanks may stand between a delimiter and an opening quote
};

/// What the table came in.
struct Container {
  std::string name = "text";             ///< or "gzip" or "xlsx"
  std::string sheet = {};                ///< of a workbook: the one that was read
  std::vector<std::string> sheets = {};  ///< all that it has
};

/// A record that is no customer: blank lines, titles, totals, repeated headers.
struct SkippedRow {
  std::int64_t line = 0;  ///< 1-based line of the file
  std::string reason;     ///< stable code: "blank", "title", "total", "repeated_header" …
  std::string text;       ///< cut to 200 characters
};

/// Decision or damage worth telling; `row` is the line of the file.
using Message = FileIssue;

/// Row law, held at the end of every read: records == header_lines + table.rows() + skipped.size().
struct Reading {
  table::Table table;
  Container container;
  Dialect dialect;
  std::vector<std::string> header;  ///< cells as in the file; empty where the file has none
  std::int64_t records = 0;
  std::int64_t header_lines = 0;
  std::vector<SkippedRow> skipped;
  std::vector<Message> messages;

  /// The cells of one table row as in the file, unquoted, in UTF-8, without the apostrophes that
  /// writer.h puts before formulas; more or fewer than the columns where the row was ragged. Valid
  /// until the next call on the same `cells`.
  void cells(std::size_t row, std::vector<std::string>& cells) const;
  /// 1-based line of the file where the row starts.
  std::int64_t line(std::size_t row) const;

  struct Source;  ///< where each record lies; source.h
  std::shared_ptr<const Source> source;
};

/// kBadFile with issues where the bytes are no table; kCancelled.
Result<Reading> read(ByteSpan input, const ReadOptions& options, Progress& progress);

}  // namespace retainwise::csv
