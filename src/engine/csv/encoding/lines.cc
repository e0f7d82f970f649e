#include "engine/csv/encoding/lines.h"

#include "base/text.h"
#include "engine/csv/encoding/utf8_text.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kMostOfOther = std::size_t{1} << 20U;

/// Calls `visit(line)` for the lines that hold a byte beyond ASCII, from that byte on, until it
/// says false.
template <class Visit>
void each_telling_line(std::string_view text, Visit&& visit) {
  LineEnds ends(text);
  for (std::size_t at = 0; at < text.size();) {
    at += ascii_prefix(text.substr(at));
    if (at >= text.size()) return;
    const std::size_t end = ends.after(at);
    if (!visit(text.substr(at, end - at))) return;
    at = end;
  }
}

}  // namespace

LineCounts count_lines(std::string_view text) {
  LineCounts counts;
  each_telling_line(text, [&](std::string_view line) {
    ++(is_utf8(line) ? counts.utf8 : counts.other);
    return true;
  });
  return counts;
}

std::string lines_of_other(std::string_view text) {
  std::string out;
  each_telling_line(text, [&](std::string_view line) {
    if (!is_utf8(line)) out += line;
    return out.size() < kMostOfOther;
  });
  return out;
}

}  // namespace retainwise::csv
