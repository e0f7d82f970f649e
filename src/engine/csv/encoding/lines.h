#pragma once
/// Lines of bytes whose encoding is not known yet: LF, CR and CRLF are the same bytes in all that
/// can come here.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace retainwise::csv {

/// Finds line ends one after the other; a file of CR alone costs as little as one of LF.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}
  /// Where the line that holds `at` ends, its line end included. `at` never goes back.
  std::size_t after(std::size_t at) {
    if (feed_ < at) feed_ = text_.find('\n', at);
    if (carriage_ < at) carriage_ = text_.find('\r', at);
    const std::size_t end = std::min(feed_, carriage_);
    if (end == std::string_view::npos) return text_.size();
    return end + (text_.substr(end, 2) == "\r\n" ? 2U : 1U);
  }

 private:
  std::string_view text_;
  std::size_t feed_ = text_.find('\n');  ///< the next one not yet passed, or npos
  std::size_t carriage_ = text_.find('\r');
};

/// Calls `visit(line, number)` for each line with its line end; numbers begin at 1.
template <class Visit>
void each_line(std::string_view text, Visit&& visit) {
  LineEnds ends(text);
  std::int64_t number = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = ends.after(at);
    visit(text.substr(at, end - at), number++);
    at = end;
  }
}

struct LineCounts {
  std::int64_t utf8 = 0;   ///< lines with letters beyond ASCII that are UTF-8
  std::int64_t other = 0;  ///< lines that are not UTF-8
};
LineCounts count_lines(std::string_view text);

/// At most about 1 MB of the lines that are not UTF-8, one after the other.
std::string lines_of_other(std::string_view text);

}  // namespace retainwise::csv
