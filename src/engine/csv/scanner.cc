#include "engine/csv/scanner.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::csv {
namespace {

/// Records that say well enough how many the rest of the text holds.
constexpr std::size_t kFewRecords = 200;
constexpr std::size_t kSampled = std::size_t{64} << 10U;

Error too_large(std::string what, std::int64_t line, std::string hint) {
  Error error = bad_file("limit_passed", what + " (line " + std::to_string(line) + ")", hint);
  FileIssue issue;
  issue.code = "limit_passed";
  issue.message = std::move(what);
  issue.row = line;
  issue.hint = std::move(hint);
  error.issues.push_back(std::move(issue));
  return error;
}

Message damage(const std::string& code, std::int64_t line, std::string_view text) {
  Message message;
  message.code = code;
  message.row = line;
  message.text = shortened(text, 200);
  message.hint = "Check the quotes on this line; a quote inside a quoted cell is written twice.";
  if (code == "quote_inside_quotes") {
    message.message = "A quote stands inside a quoted cell; it was kept as text.";
  } else if (code == "quote_never_closed") {
    message.message = "A quote that opens a cell is never closed; the row was read without it.";
  } else {
    message.message = "A quote did not fit the width of the table; the row was read without it.";
  }
  return message;
}

/// True if the line behind the one at `at` is there to its end.
bool has_next_line(std::string_view text, std::size_t at) {
  const std::size_t first = text.find_first_of("\r\n", at);
  if (first == std::string_view::npos || first + 2 >= text.size()) return false;
  return text.find_first_of("\r\n", first + 2) != std::string_view::npos;
}

}  // namespace

Result<void> Scanner::read(std::string_view text, More more) {
  while (at_ < text.size()) {
    skim(text);
    if (at_ >= text.size()) break;
    RW_TRY(const bool whole, walk(text, more));
    if (!whole) break;
  }
  return {};
}

void Scanner::skim(std::string_view text) {
  if (pace_ == Pace::kCareful) return;
  // Until the room for all records is known, no further than to know it.
  const std::string_view reach = expected_ == 0 ? text : text.substr(0, at_ + kSampled);
  const Skimmer::Place place = skimmer_.read(reach, {at_, line_}, kMaxRecords, records_);
  at_ = place.at;
  line_ = place.line;
  if (expected_ == 0 || records_.size() < kFewRecords) return;
  const double share = static_cast<double>(expected_) / static_cast<double>(at_);
  const auto estimate = static_cast<std::size_t>(static_cast<double>(records_.size()) * share);
  records_.reserve(std::min(estimate + estimate / 16, kMaxRecords));
  expected_ = 0;
}

Result<bool> Scanner::walk(std::string_view text, More more) {
  const std::string_view reach = text.substr(0, at_ + kMaxRecord + 2);
  const bool last = more == More::kNo || reach.size() < text.size();
  const Walk walk = walk_record(reach, at_, dialect_, [](const Cell&) {});
  const bool ended = walk.at_line_end && (walk.next < reach.size() || reach[walk.end] == '\n');
  if (walk.open || walk.stray || (walk.lines > 1 && walk.fields != width_)) {
    if (!last && !(walk.runaway ? has_next_line(reach, at_) : ended)) return false;
    RW_CHECK_OK(mend(reach, walk));
  } else {
    if (!last && !ended) return false;
    RW_CHECK_OK(keep({walk.end, walk.next, walk.lines, walk.fields, {}, {}}, reach));
  }
  return true;
}

Result<void> Scanner::mend(std::string_view text, const Walk& walk) {
  Mending mending = mend_quotes(text, at_, walk, dialect_, width_);
  if (!mending.code.empty()) {
    ++damaged_;
    notes_.add(damage(mending.code, line_, text.substr(at_, mending.end - at_)));
  }
  return keep(std::move(mending), text);
}

Result<void> Scanner::keep(Mending mending, std::string_view text) {
  const std::size_t length = mending.end - at_;
  if (length > kMaxRecord)
    return too_large("A record is longer than 16 MiB", line_,
                     "Check the line ends and quotes around this line.");
  if (mending.fields > kMaxFields)
    return too_large("A record has more than 10,000 cells", line_,
                     "Leave out columns that say nothing about the customer.");
  if (records_.size() == kMaxRecords)
    return too_large("The file has more than 10 million records", line_,
                     "Split the file into parts.");
  if (length > kMaxCell) RW_CHECK_OK(check_cells(mending, text));
  records_.push_back({at_, static_cast<std::uint32_t>(length), line_, mending.fields,
                      !mending.cells.empty(), false, false});
  if (!mending.cells.empty()) mended_.emplace(at_, std::move(mending.cells));
  at_ = mending.next;
  line_ += mending.lines;
  return {};
}

Result<void> Scanner::check_cells(const Mending& mending, std::string_view text) const {
  std::size_t longest = 0;
  for (const std::string& cell : mending.cells) longest = std::max(longest, cell.size());
  if (mending.cells.empty()) {
    walk_record(text.substr(at_, mending.end - at_), 0, dialect_,
                [&](const Cell& cell) { longest = std::max(longest, cell.raw.size()); });
  }
  if (longest <= kMaxCell) return {};
  return too_large("A cell is longer than 1 MiB", line_,
                   "Shorten the cell, or check the quotes around this line.");
}

}  // namespace retainwise::csv
