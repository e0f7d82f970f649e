#include "engine/report/result_comparison.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::report {
namespace {

constexpr std::size_t kShownCell = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bytes of the first record with its line end; npos where `text` ends before it does.
std::size_t whole_record(std::string_view text) {
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') inside = !inside;
    if (text[i] == '\n' && !inside) return i + 1;
  }
  return std::string_view::npos;
}

/// The first record of `text`, or all of it where no line end closes it.
std::string_view first_record(std::string_view text) {
  return text.substr(0, std::min(whole_record(text), text.size()));
}

/// Where two texts part.
std::size_t common_length(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  const auto [here, there] =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin());
  return static_cast<std::size_t>(here - a.begin());
}

FirstDifference difference_of(const std::vector<std::string>& names, const std::string& result,
                              const std::string& repeated, char delimiter) {
  using Kind = FirstDifference::Kind;
  const std::vector<std::string> theirs = cells_of_record(result, delimiter);
  const std::vector<std::string> ours = cells_of_record(repeated, delimiter);
  const std::string blank;
  const auto cell = [&blank](const auto& cells, std::size_t i) -> const std::string& {
    return i < cells.size() ? cells[i] : blank;
  };
  for (std::size_t i = 0; i < std::max(theirs.size(), ours.size()); ++i) {
    if (i < theirs.size() && i < ours.size() && theirs[i] == ours[i]) continue;
    return {Kind::kCell, 0, i < names.size() ? names[i] : "column_" + std::to_string(i + 1),
            shortened(cell(theirs, i), kShownCell), shortened(cell(ours, i), kShownCell)};
  }
  return {Kind::kForm, 0, "", shortened(result, kShownCell), shortened(repeated, kShownCell)};
}

}  // namespace

std::vector<std::string> cells_of_record(std::string_view record, char delimiter) {
  if (record.starts_with(kByteOrderMark)) record.remove_prefix(kByteOrderMark.size());
  while (record.ends_with('\n') || record.ends_with('\r')) record.remove_suffix(1);
  std::vector<std::string> cells(1);
  bool inside = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (c == '"') {
      if (!inside && i > 0 && record[i - 1] == '"') cells.back() += c;  // the second of a pair
      inside = !inside;
    } else if (c == delimiter && !inside) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

Result<void> ResultComparison::write(std::string_view bytes) {
  if (!parted_) {
    if (result_.substr(at_, bytes.size()) == bytes) {
      at_ += bytes.size();
      return {};
    }
    part_ways(bytes);
  } else {
    pending_ += bytes;
  }
  compare_whole_records();
  return {};
}

/// From the record on in which the first different byte stands, record by record.
void ResultComparison::part_ways(std::string_view bytes) {
  parted_ = true;
  const std::size_t same = at_ + common_length(result_.substr(at_), bytes);
  std::size_t start = 0;
  for (std::string_view before = result_.substr(0, same);;) {
    const std::size_t length = whole_record(before);
    if (length == std::string_view::npos) break;
    if (records_ == 0) header_ = before.substr(0, length);
    before.remove_prefix(length);
    start += length;
    ++records_;
  }
  pending_ = result_.substr(std::min(start, at_), at_ - std::min(start, at_));
  pending_ += bytes.substr(start > at_ ? start - at_ : 0);
  at_ = start;
}

void ResultComparison::compare_whole_records() {
  std::string_view rest = pending_;
  for (std::size_t length = whole_record(rest); length != std::string_view::npos;
       length = whole_record(rest)) {
    compare(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  pending_.erase(0, pending_.size() - rest.size());
}

void ResultComparison::compare(std::string_view repeated) {
  const std::string_view theirs = first_record(result_.substr(at_));
  at_ += theirs.size();
  if (records_ == 0) header_ = repeated;
  if (theirs != repeated) {
    ++different_;
    if (!first_) first_ = {records_, std::string(theirs), std::string(repeated), theirs.empty()};
  }
  ++records_;
}

ResultDifference ResultComparison::finish(char delimiter) {
  if (!parted_) part_ways({});
  if (!pending_.empty()) compare(pending_);
  ResultDifference out{records_, different_, std::nullopt};
  std::optional<Pair> more;
  while (at_ < result_.size()) {
    const std::string_view record = first_record(result_.substr(at_));
    if (!more) more = {records_, std::string(record), "", false};
    at_ += record.size();
    ++out.different;
  }
  using Kind = FirstDifference::Kind;
  if (first_ && !first_->missing) {
    out.first = difference_of(cells_of_record(header_, delimiter), first_->result, first_->repeated,
                              delimiter);
    out.first->row = first_->record;
  } else if (first_) {
    out.first = {Kind::kMissing, first_->record, "", "", shortened(first_->repeated, kShownCell)};
  } else if (more) {
    out.first = {Kind::kMore, more->record, "", shortened(more->result, kShownCell), ""};
  }
  return out;
}

}  // namespace retainwise::report
