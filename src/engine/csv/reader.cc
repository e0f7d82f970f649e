#include "engine/csv/reader.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/text.h"
#include "engine/csv/columns.h"
#include "engine/csv/container.h"
#include "engine/csv/dialect.h"
#include "engine/csv/encoding.h"
#include "engine/csv/layout.h"
#include "engine/csv/names.h"
#include "engine/csv/quotes.h"
#include "engine/csv/ragged.h"
#include "engine/csv/row_law.h"
#include "engine/csv/scanner.h"
#include "engine/csv/sheet.h"
#include "engine/csv/source.h"
#include "engine/unpack/gzip.h"
#include "engine/unpack/zip.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kStep = std::size_t{4} << 20U;

/// Ctrl-Z and NUL padding at the end of a file say nothing.
std::string_view without_padding(std::string_view text) {
  while (!text.empty() && (text.back() == '\0' || text.back() == '\x1A')) text.remove_suffix(1);
  return text;
}

/// Rule 10: a NUL in a cell goes, and its line is named.
void remove_nuls(Reading::Source& source, Notes& notes) {
  if (source.text.find('\0') == std::string_view::npos) return;
  std::string clean;
  clean.reserve(source.text.size());
  std::int64_t line = 1;
  std::int64_t told = 0;
  for (std::size_t i = 0; i < source.text.size(); ++i) {
    const char c = source.text[i];
    if (c != '\0') {
      clean += c;
      const bool crlf = c == '\r' && source.text.substr(i + 1, 1) == "\n";
      line += (c == '\n' || (c == '\r' && !crlf)) ? 1 : 0;
    } else if (told != line) {
      told = line;
      Message message;
      message.code = "nul_removed";
      message.message = "This line holds NUL bytes; they were removed.";
      message.row = line;
      message.hint = "Export the file again if cells look cut.";
      notes.add(std::move(message));
    }
  }
  source.decoded = std::move(clean);
  source.text = source.decoded;
}

Result<void> scan(std::string_view text, Scanner& scanner, Progress& progress) {
  for (std::size_t end = std::min(kStep, text.size());; end = std::min(end + kStep, text.size())) {
    if (progress.cancelled()) return cancelled();
    RW_CHECK_OK(scanner.read(text.substr(0, end), end == text.size() ? More::kNo : More::kComing));
    progress.rows(static_cast<std::int64_t>(scanner.records().size()));
    progress.at(Stage::kReading, 0.4 * static_cast<double>(end) / static_cast<double>(text.size()));
    if (end == text.size()) return {};
  }
}

/// The most common number of fields ≥ 2, or 1 if hardly any record has more.
std::size_t common_width(const std::vector<Record>& records) {
  std::map<std::size_t, std::size_t> widths;
  std::size_t width = 0;
  std::size_t* count = nullptr;
  for (const Record& record : records) {
    if (record.length == 0) continue;
    if (count == nullptr || record.fields != width) {
      width = record.fields;
      count = &widths[width];
    }
    ++*count;
  }
  std::pair<std::size_t, std::size_t> best = {1, 0};
  for (const auto& [fields, records_of] : widths) {
    if (records_of >= best.second) best = {fields, records_of};
  }
  return best.first;
}

/// Scans with the width that the sample showed, and once more if the whole file shows another.
Result<std::size_t> find_records(Reading::Source& source, std::size_t width, Notes& notes,
                                 Progress& progress) {
  for (int round = 0;; ++round) {
    Scanner scanner(source.dialect, width);
    scanner.expect(source.text.size());
    RW_CHECK_OK(scan(source.text, scanner, progress));
    const std::size_t common = common_width(scanner.records());
    if (common == width || round > 0 || scanner.damaged() == 0) {
      for (Message& message : scanner.notes().take()) notes.add(std::move(message));
      source.records = scanner.take_records();
      source.mended = scanner.take_mended();
      return common;
    }
    width = common;
  }
}

Error no_table() {
  return bad_file("no_table", "This file holds no table.",
                  "Upload a CSV file with a header line and one row a customer.");
}

/// A file on its way from bytes to records.
struct Opened {
  Container container;
  std::size_t width = 0;  ///< the most common number of fields
  char delimiter = ',';   ///< what is told and written: of one column too
};

/// Text → records.
Result<void> open_text(ByteSpan text, const ReadOptions& options, Reading::Source& source,
                       Opened& opened, Notes& notes, Progress& progress) {
  RW_TRY(Decoded decoded, decode(text, options.encoding, notes));
  source.decoded = std::move(decoded.own);
  source.text = without_padding(decoded.in_place ? decoded.text : source.decoded);
  remove_nuls(source, notes);
  const DialectFinding finding = find_dialect(source.text, options);
  source.dialect = finding.dialect;
  opened.delimiter = finding.dialect.delimiter;
  // In a table of one column a comma is text. No cell holds a NUL any more.
  if (finding.width == 1 && !options.delimiter) source.dialect.delimiter = '\0';
  source.dialect.encoding = decoded.encoding;
  source.dialect.byte_order_mark = decoded.byte_order_mark;
  RW_TRY(opened.width, find_records(source, finding.width, notes, progress));
  mend_lone_closers(source, notes);
  return {};
}

/// A sheet → records.
Result<void> open_workbook(ByteSpan workbook, const ReadOptions& options, Reading::Source& source,
                           Opened& opened, Notes& notes, const Progress& progress) {
  RW_TRY(opened.container, open_sheet(workbook, options, source, notes, progress));
  opened.width = common_width(source.records);
  return {};
}

/// Whatever the file is packed in → records.
Result<void> open(ByteSpan input, const ReadOptions& options, Reading::Source& source,
                  Opened& opened, Notes& notes, Progress& progress) {
  if (std::optional<Error> error = refusal(input)) return *error;
  if (unpack::is_zip(input)) return open_workbook(input, options, source, opened, notes, progress);
  if (!unpack::is_gzip(input)) return open_text(input, options, source, opened, notes, progress);
  opened.container.name = "gzip";
  RW_TRY(source.unpacked, unpack::gunzip(input, options.most_unpacked, progress));
  const ByteSpan text = as_bytes(source.unpacked);
  if (std::optional<Error> error = refusal_inside(text)) return *error;
  return open_text(text, options, source, opened, notes, progress);
}

void tell_header(const Layout& layout, Notes& notes) {
  if (layout.header_lines > 0) return;
  Message message;
  message.code = "no_header";
  message.message = "The file has no header line; the columns are called column_1, column_2 …";
  message.hint = "Add a header line if the first row holds names.";
  notes.add(std::move(message));
}

/// Rule 8: a first column without a name that counts the rows is an index.
void tell_index(const std::vector<std::string>& header, const table::Table& table, Notes& notes) {
  if (header.empty() || !cleaned_name(header.front()).empty() || table.rows() < 2) return;
  const std::span<const double> numbers = table.column(0).numbers();
  if (table.column(0).type() != table::Type::kNumber) return;
  if (numbers[0] != 0 && numbers[0] != 1) return;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != numbers[0] + static_cast<double>(i)) return;
  }
  Message message;
  message.code = "index_column";
  message.message = "The first column has no name and counts the rows; it says nothing of them.";
  message.column = table.column(0).name();
  message.hint = "Leave it out of the export.";
  notes.add(std::move(message));
}

}  // namespace

Result<Reading> read(ByteSpan input, const ReadOptions& options, Progress& progress) {
  Notes notes;
  Opened opened;
  auto source = std::make_shared<Reading::Source>();
  RW_CHECK_OK(open(input, options, *source, opened, notes, progress));
  Layout layout = lay_out(*source, opened.width, options, notes);
  if (layout.header_lines == 0 && layout.rows.empty()) return no_table();
  tell_header(layout, notes);
  source->rows = std::move(layout.rows);
  RW_CHECK_OK(mend_ragged(*source, layout.width, notes, progress));
  const std::vector<std::string> names = unique_names(layout.header, layout.width);
  Reading reading;
  RW_TRY(reading.table, typed_table(*source, names, options, notes, progress));
  tell_index(layout.header, reading.table, notes);
  reading.container = std::move(opened.container);
  reading.dialect = source->dialect;
  reading.dialect.delimiter = opened.delimiter;
  reading.header = std::move(layout.header);
  reading.records = static_cast<std::int64_t>(source->records.size());
  reading.header_lines = layout.header_lines;
  reading.skipped = std::move(layout.skipped);
  reading.messages = notes.take();
  reading.source = std::move(source);
  RW_CHECK_OK(check_row_law(reading));
  progress.rows(static_cast<std::int64_t>(reading.table.rows()));
  progress.at(Stage::kReading, 1);
  return reading;
}

}  // namespace retainwise::csv
