#include "engine/csv/sheet.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "engine/csv/cells.h"
#include "engine/csv/scanner.h"
#include "engine/unpack/workbook.h"

namespace retainwise::csv {
namespace {

void tell(Notes& notes, std::string code, std::string text, std::string hint) {
  Message message;
  message.code = std::move(code);
  message.message = std::move(text);
  message.hint = std::move(hint);
  notes.add(std::move(message));
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names)
    list += (list.empty() ? "\"" : ", \"") + shortened(name, 60) + '"';
  return shortened(list, 400);
}

void tell_decisions(const unpack::WorkbookSheet& sheet, const ReadOptions& options, Notes& notes) {
  if (sheet.sheets.size() > 1 && !options.sheet)
    tell(notes, "sheet_chosen",
         "The workbook has several sheets (" + quoted_list(sheet.sheets) + "); \"" +
             shortened(sheet.name, 60) + "\" was read.",
         "Name another one with the option \"sheet\".");
  if (sheet.formulas_without_value > 0)
    tell(notes, "formulas_without_value",
         std::to_string(sheet.formulas_without_value) +
             " cells hold a formula without its value and count as missing.",
         "Open the workbook in your spreadsheet program and save it, so that they are worked out.");
  if (sheet.content.filled_down > 0)
    tell(notes, "merged_cells",
         "Cells are merged over several rows; each of these rows got their text (" +
             std::to_string(sheet.content.filled_down) + " cells).",
         "Take the merging back in your spreadsheet program if this is wrong.");
}

Error too_large(std::string what, std::uint32_t row, std::string hint) {
  Error error =
      bad_file("limit_passed", what + " (row " + std::to_string(row) + " of the sheet).", hint);
  error.issues.push_back(
      {"limit_passed", std::move(what) + ".", row, std::nullopt, std::nullopt, std::move(hint)});
  return error;
}

std::size_t longest_cell(std::string_view record, const Dialect& dialect) {
  std::size_t longest = 0;
  walk_record(record, 0, dialect,
              [&](const Cell& cell) { longest = std::max(longest, cell.raw.size()); });
  return longest;
}

/// Rule 10, as in a CSV.
Result<void> check_limits(const unpack::SheetRecord& record, const Reading::Source& source) {
  if (record.fields > kMaxFields)
    return too_large("The sheet has more than 10,000 columns", record.row,
                     "Leave out columns that say nothing about the customer.");
  if (record.length > kMaxRecord)
    return too_large("A row is longer than 16 MiB", record.row, "Shorten its cells.");
  if (record.length > kMaxCell &&
      longest_cell(source.text.substr(record.start, record.length), source.dialect) > kMaxCell)
    return too_large("A cell is longer than 1 MiB", record.row, "Shorten the cell.");
  return {};
}

}  // namespace

Result<Container> open_sheet(ByteSpan workbook, const ReadOptions& options, Reading::Source& source,
                             Notes& notes, const Progress& progress) {
  RW_TRY(unpack::WorkbookSheet sheet,
         unpack::read_workbook(workbook, options.sheet, options.most_unpacked, progress));
  tell_decisions(sheet, options, notes);
  source.unpacked = std::move(sheet.content.text);
  source.text = source.unpacked;
  source.exact = true;
  source.dotted = sheet.content.has_numbers;
  source.records.reserve(sheet.content.records.size());
  for (const unpack::SheetRecord& record : sheet.content.records) {
    RW_CHECK_OK(check_limits(record, source));
    source.records.push_back(
        {record.start, record.length, record.row, record.fields, false, false});
  }
  return Container{"xlsx", std::move(sheet.name), std::move(sheet.sheets)};
}

}  // namespace retainwise::csv
