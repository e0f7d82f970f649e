#include "engine/csv/layout.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"
#include "engine/csv/header.h"
#include "engine/csv/number.h"
#include "engine/csv/remarks.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kBody = 100;      ///< records below a header that are compared with it
constexpr std::size_t kNear = 10;       ///< records below a header that say how full rows are
constexpr std::size_t kMaxTitles = 40;  ///< records before a header
constexpr std::size_t kMaxFooters = 40;

/// Whether a cell of a last row is the sum of the column above it.
struct Sum {
  std::size_t column = 0;
  double value = 0;  ///< what the last row says
  double sum = 0, size = 0;

  void add(double part) {
    sum += part;
    size += std::abs(part);
  }
  /// Without negative numbers a sum that is passed is passed for good; this spares a look at every
  /// row of a long file for each last row with a gap.
  bool is_passed() const { return sum == size && sum > std::abs(value) * 1.01 + 0.01; }
  bool is_met() const { return size > 0 && std::abs(sum - value) <= 1e-9 * size + 0.0051; }
};

/// The records of a source on the way to their places.
class Sorting {
 public:
  Sorting(const Reading::Source& source, std::size_t width, const ReadOptions& options,
          Notes& notes)
      : source_(source), width_(width), options_(options), notes_(notes) {}

  Layout sorted() {
    take_blanks();
    take_header();
    take_repeated_headers();
    take_footers();
    finish();
    return std::move(layout_);
  }

 private:
  const Record& record(std::uint32_t index) const { return source_.records[index]; }

  Row row(std::uint32_t index) const {
    Row cells;
    source_.cells(record(index), cells);
    return cells;
  }

  bool kept(std::uint32_t index) const {
    const auto& keep = options_.keep_rows;
    return std::find(keep.begin(), keep.end(), record(index).line) != keep.end();
  }

  void skip(std::uint32_t index, std::string_view reason) { skips_.emplace_back(index, reason); }

  void take_blanks() {
    for (std::uint32_t i = 0; i < source_.records.size(); ++i) {
      if (i == 0 && is_separator_line()) {
        skip(i, "separator_line");
      } else if (is_blank(source_.bytes(record(i)), source_.dialect.delimiter) && !kept(i)) {
        skip(i, "blank");
      } else {
        body_.push_back(i);
      }
    }
  }

  /// Excel's "sep=;", with or without quotes.
  bool is_separator_line() const {
    const std::string_view bytes = source_.bytes(record(0));
    const std::string_view line = starts_with(bytes, "\"") ? bytes.substr(1) : bytes;
    return bytes.size() <= 8 && starts_with(lower(line), "sep=");
  }

  std::vector<Row> below(std::size_t place) const {
    std::vector<Row> rows;
    for (std::size_t i = place; i < body_.size() && rows.size() < kBody; ++i)
      rows.push_back(row(body_[i]));
    return rows;
  }

  /// How many records before the table's first are titles and notes.
  std::size_t titles() const {
    if (width_ < 2) return comments();
    for (std::size_t i = 0; i < body_.size() && i <= kMaxTitles; ++i) {
      const Row cells = row(body_[i]);
      const bool full = cells.size() >= width_ - (width_ > 2 ? 1 : 0);
      const std::size_t there = filled(cells);
      const bool remark = starts_with(first_filled(cells), "#") && !first_is_a_name(i);
      if (!full || !is_well_filled(i, there) || remark || stands_over_the_header(i)) continue;
      const std::size_t first = i > 0 && is_upper_header(i - 1) ? i - 1 : i;
      return looks_titled(first) ? first : 0;
    }
    return 0;
  }

  /// `#` in front of a header ("#,Name" or "#id,name") is no comment.
  bool first_is_a_name(std::size_t place) const {
    const Row cells = row(body_[place]);
    return cells.size() == width_ && filled(cells) == width_;
  }

  /// More than half of the columns, or as many as the rows below it where those leave columns
  /// empty.
  bool is_well_filled(std::size_t place, std::size_t there) const {
    if (there * 2 > width_) return true;
    std::size_t most = 2;
    for (std::size_t i = place + 1; i < body_.size() && i <= place + kNear; ++i) {
      if (is_parted(body_[i])) break;
      most = std::max(most, filled(row(body_[i])));
    }
    return there >= most;
  }

  /// A line of another width above the header: what a program writes about its export
  /// ("EXTF";700;21;…), or a key and its value.
  bool stands_over_the_header(std::size_t place) const {
    if (record(body_[place]).fields == width_) return false;
    std::size_t next = place + 1;
    while (next + 1 < body_.size() && next < place + kNear && record(body_[next]).fields != width_)
      ++next;
    if (next + 1 >= body_.size() || record(body_[next]).fields != width_) return false;
    const bool no_header = record(body_[place]).fields < width_ ||
                           header_score(row(body_[place]), below(place + 1)) <= 0;
    return no_header && header_score(row(body_[next]), below(next + 1)) >= 1;
  }

  /// The first of two header rows has few names, each over several columns.
  bool is_upper_header(std::size_t place) const {
    const Row upper = row(body_[place]);
    return filled(upper) > 1 && joined_header(upper, row(body_[place + 1]), below(place + 2));
  }

  std::size_t comments() const {
    std::size_t count = 0;
    while (count < body_.size() && count < kMaxTitles &&
           starts_with(trim(source_.bytes(record(body_[count]))), "#"))
      ++count;
    return count == body_.size() ? 0 : count;
  }

  /// Titles have few cells; a table's own short row has more.
  bool looks_titled(std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (kept(body_[i])) return false;
      const Row cells = row(body_[i]);
      const std::size_t there = filled(cells);
      const bool comment = starts_with(first_filled(cells), "#");
      if (stands_over_the_header(i)) continue;
      if (!comment && there > 2 && there * 2 > width_) return false;
      if (!comment && kind_of(first_filled(cells)) == CellKind::kNumber && there > 1 &&
          cells.size() < width_)
        return false;
    }
    return true;
  }

  void take_header() {
    const std::size_t before = titles();
    for (std::size_t i = 0; i < before; ++i) skip(body_[i], "title");
    body_.erase(body_.begin(), body_.begin() + static_cast<std::ptrdiff_t>(before));
    if (body_.empty()) return;
    take_own_width();
    if (options_.header == false) return;
    const Row first = row(body_.front());
    if (body_.size() > 2) {
      if (std::optional<Row> both = joined_header(first, row(body_[1]), below(2))) {
        set_header(std::move(*both), 2);
        return;
      }
    }
    const double score = header_score(first, below(1));
    if (options_.header != true && score <= 0) return;
    if (options_.header != true && score < 0.5 && body_.size() > 1)
      tell("header_assumed",
           "The first line was taken as the header, though nothing but its place says so.",
           "Say that the file has no header if the first line is a customer.");
    set_header(first, 1);
  }

  /// A longer but narrower second table must not give its width to the first one.
  void take_own_width() {
    const std::size_t fields = record(body_.front()).fields;
    if (fields <= width_ || width_ < 2 || body_.size() < 3) return;
    for (std::size_t i = 1; i < 3; ++i) {
      if (record(body_[i]).fields != fields || is_parted(body_[i])) return;
    }
    width_ = fields;
  }

  void set_header(Row cells, std::size_t lines) {
    if (lines == 1) {
      header_bytes_ = source_.bytes(record(body_.front()));
    } else {
      tell("header_joined", "The header has two rows; their names were joined.", "");
    }
    layout_.header_lines = static_cast<std::int64_t>(lines);
    body_.erase(body_.begin(), body_.begin() + static_cast<std::ptrdiff_t>(lines));
    while (cells.size() > width_ && trim(cells.back()).empty()) cells.pop_back();
    if (cells.size() + 1 == width_) widen(cells);
    layout_.header = std::move(cells);
  }

  /// One name short: either every row ends with a delimiter, or the first column has no name.
  void widen(Row& cells) {
    const std::vector<Row> rows = below(0);
    const bool last_empty = std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.size() < width_ || trim(row[width_ - 1]).empty();
    });
    if (last_empty) {
      --width_;
      return;
    }
    cells.insert(cells.begin(), "");
    tell("first_column_unnamed",
         "The header has one name less than the rows have cells; the first column has no name.",
         "Give every column a name in the header line.");
  }

  void tell(std::string code, std::string text, std::string hint) {
    Message message;
    message.code = std::move(code);
    message.message = std::move(text);
    message.hint = std::move(hint);
    notes_.add(std::move(message));
  }

  void take_repeated_headers() {
    if (header_bytes_.empty() || (width_ == 1 && layout_.header.size() == 1)) return;
    std::erase_if(body_, [&](std::uint32_t index) {
      if (source_.bytes(record(index)) != header_bytes_ || kept(index)) return false;
      skip(index, "repeated_header");
      return true;
    });
  }

  bool is_footer(const Row& cells, bool parted) const {
    const std::string_view text = first_filled(cells);
    const std::size_t there = filled(cells);
    if (width_ < 2) return is_remark(text) && (contains(text, "rows") || starts_with(text, "#"));
    if (there == 1 && cells.size() < width_)
      return parted || is_remark(text) || is_total_word(text);
    if (there == 1) return (is_remark(text) || is_total_word(text)) && width_ > 2;
    return cells.size() < width_ && there <= 2 &&
           (parted || is_remark(text) || ends_with(text, ":"));
  }

  /// True if a blank line stands right before the record.
  bool is_parted(std::uint32_t index) const {
    return index > 0 && is_blank(source_.bytes(record(index - 1)), source_.dialect.delimiter);
  }

  /// True if a blank line stands before the record or before the short ones that it follows.
  bool is_behind_a_gap(std::size_t place) const {
    for (std::size_t i = place + 1; i-- > 1 && place - i < kMaxFooters;) {
      const std::size_t fields = record(body_[i]).fields;
      if (fields >= width_ || (fields > 1 && i != place)) return false;
      if (is_parted(body_[i])) return true;
      if (fields > 1) return false;
    }
    return false;
  }

  void take_footers() {
    std::size_t first = body_.size();
    std::size_t seen = 0;
    // From the end: a footer may follow another one, and totals stand before both.
    for (std::size_t i = body_.size(); i > 1 && seen < kMaxFooters; --i, ++seen) {
      const std::uint32_t index = body_[i - 1];
      if (kept(index)) break;
      const Row cells = row(index);
      const char* reason = nullptr;
      if (is_total(cells, i - 1)) {
        reason = "total";
      } else if (is_footer(cells, is_behind_a_gap(i - 1))) {
        reason = "footer";
      } else {
        break;
      }
      skip(index, reason);
      first = i - 1;
    }
    body_.resize(std::min(first, body_.size()));
    take_second_table();
  }

  /// Two or more records of one other width, to the end of the file, behind a blank line or under
  /// a header of their own.
  void take_second_table() {
    if (body_.size() < 4 || width_ < 2) return;
    const std::size_t fields = record(body_.back()).fields;
    if (fields == width_ || fields < 2) return;
    std::size_t first = body_.size();
    while (first > 0 && record(body_[first - 1]).fields == fields && !kept(body_[first - 1]))
      --first;
    if (first == 0 || body_.size() - first < 2) return;
    if (!is_parted(body_[first]) && !begins_a_table(first)) return;
    for (std::size_t i = first; i < body_.size(); ++i) skip(body_[i], "second_table");
    body_.resize(first);
    tell("second_table",
         "A second table of another width stands behind the first one; it was left out.",
         "Upload the second table as a file of its own if it holds customers.");
  }

  bool begins_a_table(std::size_t place) const {
    return body_.size() - place > 2 && header_score(row(body_[place]), below(place + 1)) >= 1.5;
  }

  /// A row whose first cell says so, or whose numbers are the sums of the columns above.
  bool is_total(const Row& cells, std::size_t place) const {
    if (width_ < 2 || place < 1) return false;
    const bool named = is_total_word(first_filled(cells));
    const bool gaps = filled(cells) * 3 <= width_ * 2 || filled(cells) < width_;
    if (named && gaps && filled(cells) > 1) return true;
    // Where the first cell holds a number it is a customer's: totals have none to put there.
    if (!named && (!gaps || kind_of(cells.front()) == CellKind::kNumber)) return false;
    return are_sums(cells, place, named ? 1 : 2);
  }

  bool are_sums(const Row& cells, std::size_t place, std::size_t least) const {
    std::vector<Sum> sums;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (const std::optional<double> value = value_at(cells, column))
        sums.push_back({column, *value});
    }
    if (place < 2 || sums.size() < least) return false;
    for (std::size_t i = 0; i < place; ++i) {
      const Row above = row(body_[i]);
      for (Sum& sum : sums) {
        sum.add(value_at(above, sum.column).value_or(0));
        if (i < 1000 && sum.is_passed()) return false;
      }
    }
    return std::all_of(sums.begin(), sums.end(), [](const Sum& sum) { return sum.is_met(); });
  }

  static std::optional<double> value_at(const Row& cells, std::size_t column) {
    if (column >= cells.size()) return std::nullopt;
    const std::optional<NumberText> number = number_text(trim(cells[column]));
    if (!number) return std::nullopt;
    const bool comma = number->decimal == Decimal::kComma;
    return value_of(*number, comma ? ',' : '.');
  }

  void finish() {
    std::sort(skips_.begin(), skips_.end());
    for (const auto& [index, reason] : skips_) {
      layout_.skipped.push_back({record(index).line, std::string(reason),
                                 shortened(trim(source_.bytes(record(index))), 200)});
    }
    layout_.rows = std::move(body_);
    layout_.width = std::max(width_, layout_.header.size());
  }

  const Reading::Source& source_;
  std::size_t width_;
  const ReadOptions& options_;
  Notes& notes_;
  std::string_view header_bytes_;  ///< of a header of one record
  std::vector<std::uint32_t> body_;
  std::vector<std::pair<std::uint32_t, std::string_view>> skips_;
  Layout layout_;
};

}  // namespace

Layout lay_out(const Reading::Source& source, std::size_t width, const ReadOptions& options,
               Notes& notes) {
  return Sorting(source, width, options, notes).sorted();
}

}  // namespace retainwise::csv
