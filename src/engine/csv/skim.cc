#include "engine/csv/skim.h"

#include <algorithm>
#include <bit>

#include "engine/csv/scanner.h"

namespace retainwise::csv {
namespace {

/// Blocks marked at once: few at first, because a walk that follows on a doubtful record would make
/// the rest of them useless.
constexpr std::size_t kFirstBlocks = 4;
constexpr std::size_t kMostBlocks = 128;

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// The bits below `bit`.
std::uint64_t below(unsigned bit) {
  return (std::uint64_t{1} << bit) - 1;
}

/// Ones in `bits`. std::popcount is a call where the instruction set is the plain one.
std::uint32_t count(std::uint64_t bits) {
  bits -= bits >> 1U & 0x5555555555555555ULL;
  bits = (bits & 0x3333333333333333ULL) + (bits >> 2U & 0x3333333333333333ULL);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FULL;
  return static_cast<std::uint32_t>(bits * 0x0101010101010101ULL >> 56U);
}

}  // namespace

/// One pass from record to record. A quote may open only behind a delimiter, a line end or the
/// start; it may close only before one of these or the end; between two that touch the cell goes on
/// (a doubled quote). While that holds, "inside quotes" is "an odd number of quotes before".
class Skimmer::Run {
 public:
  Run(const Skimmer& skimmer, std::string_view text, Place place, std::size_t most,
      std::vector<Record>& records)
      : skimmer_(skimmer), text_(text), place_(place), most_(most), records_(records) {}

  Place place() const { return place_; }

  /// The 64 bytes from `at`; false where the pass ends.
  bool take(const Marks& marks, std::size_t at) {
    const std::uint64_t quote = marks.quote & skimmer_.quotes_;
    const std::uint64_t breaks = marks.line_feed | marks.carriage_return;
    const std::uint64_t second = marks.line_feed & (marks.carriage_return << 1U | behind_return_);
    std::uint64_t doubt = marks.escape & skimmer_.escapes_;
    std::uint64_t inside = 0;
    std::uint64_t doubled = 0;
    if ((quote | inside_ | behind_quote_) != 0) {
      inside = odd_before(quote) ^ inside_;
      const std::uint64_t opening = quote & inside;
      const std::uint64_t closing = quote & ~inside;
      const std::uint64_t edge = marks.delimiter | breaks | quote;
      doubt |= opening & ~(edge << 1U | behind_edge_);
      doubt |= (closing << 1U | behind_closing_) & ~edge;
      doubled = opening & (quote << 1U | behind_quote_);
      behind_closing_ = closing >> 63U;
      inside_ = std::uint64_t{0} - (inside >> 63U);
    }
    behind_quote_ = quote >> 63U;
    behind_edge_ = (marks.delimiter | breaks | quote) >> 63U;
    behind_return_ = marks.carriage_return >> 63U;
    const std::uint64_t line_ends = breaks & ~second;
    return take_records(
        at, {marks.delimiter & ~inside, line_ends & ~inside, line_ends & inside, doubled, doubt});
  }

 private:
  struct Found {
    std::uint64_t delimiters, ends, inner_ends, doubled, doubt;
  };

  bool take_records(std::size_t at, Found found) {
    std::uint64_t ends = found.ends;
    if (found.doubt != 0) ends &= below(static_cast<unsigned>(std::countr_zero(found.doubt)));
    for (; ends != 0; ends &= ends - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(ends));
      count_below(found, below(bit));
      if (!keep(at + bit)) return false;
      found.delimiters &= ~below(bit);
      found.inner_ends &= ~below(bit);
      found.doubled &= ~below(bit);
    }
    count_below(found, ~std::uint64_t{0});
    return found.doubt == 0 && at <= place_.at + kMaxCell;
  }

  void count_below(const Found& found, std::uint64_t bits) {
    delimiters_ += count(found.delimiters & bits);
    if (found.inner_ends != 0) inner_ends_ += count(found.inner_ends & bits);
    doubled_ |= (found.doubled & bits) != 0;
  }

  /// The record that ends before the line end at `end`; false where the careful walk has to see it.
  bool keep(std::size_t end) {
    const std::size_t length = end - place_.at;
    const std::uint32_t fields = delimiters_ + 1;
    std::size_t next = end + 1;
    if (text_[end] == '\r') {
      if (next == text_.size()) return false;
      next += text_[next] == '\n' ? 1U : 0U;
    }
    if (length > kMaxCell || fields > kMaxFields || records_.size() >= most_ ||
        (inner_ends_ > 0 && fields != skimmer_.width_))
      return false;
    records_.push_back({place_.at, static_cast<std::uint32_t>(length), place_.line, fields, false,
                        false, !doubled_});
    place_ = {next, place_.line + inner_ends_ + 1};
    delimiters_ = inner_ends_ = 0;
    doubled_ = false;
    return true;
  }

  const Skimmer& skimmer_;
  std::string_view text_;
  Place place_;
  std::size_t most_;
  std::vector<Record>& records_;

  // Of the record at place_.
  std::uint32_t delimiters_ = 0, inner_ends_ = 0;
  bool doubled_ = false;

  // Of the last byte of the block before; inside_ is all ones or zero, the others 1 or 0.
  std::uint64_t inside_ = 0, behind_edge_ = 1, behind_closing_ = 0, behind_quote_ = 0,
                behind_return_ = 0;
};

Skimmer::Skimmer(const Dialect& dialect, std::size_t width, Vectors vectors)
    : signs_{dialect.delimiter, dialect.quote, dialect.escape},
      quotes_(dialect.quote != '\0' ? ~std::uint64_t{0} : 0),
      escapes_(dialect.escape != '\0' ? ~std::uint64_t{0} : 0),
      width_(width),
      mark_(mark_blocks(vectors)),
      marks_(kMostBlocks) {
  const bool quote_parts = quotes_ != 0 && (dialect.quote == dialect.delimiter ||
                                            is_line_end(dialect.quote) || dialect.quote == ' ');
  able_ = !is_line_end(dialect.delimiter) && !quote_parts;
}

Skimmer::Place Skimmer::read(std::string_view text, Place place, std::size_t most,
                             std::vector<Record>& records) {
  if (!able_) return place;
  Run run(*this, text, place, most, records);
  std::size_t at = place.at;
  for (std::size_t wanted = kFirstBlocks; at < text.size();
       wanted = std::min(wanted * 2, kMostBlocks)) {
    const std::size_t left = text.size() - at;
    const std::size_t blocks = std::max<std::size_t>(1, std::min(wanted, left / kBlock));
    if (left < kBlock) {
      mark_rest(mark_, text.data() + at, left, signs_, marks_.front());
    } else {
      mark_(text.data() + at, blocks, signs_, marks_.data());
    }
    for (std::size_t block = 0; block < blocks; ++block, at += kBlock) {
      if (!run.take(marks_[block], at)) return run.place();
    }
  }
  return run.place();
}

}  // namespace retainwise::csv
