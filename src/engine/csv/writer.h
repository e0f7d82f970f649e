#pragma once
/// Cells → CSV (RFC 4180), safe to open in a spreadsheet: a cell that a spreadsheet would run as a
/// formula gets a leading apostrophe (OWASP, CSV injection); a plain number never does.
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sink.h"

namespace retainwise::csv {

/// Quotes where needed; ends records with `line_end`.
class Writer {
 public:
  Writer(Sink& sink, char delimiter, std::string line_end = "\r\n");
  Result<void> record(std::span<const std::string> cells);

 private:
  Sink& sink_;
  char delimiter_;
  std::string line_end_;
  std::string buffer_;
};

/// `cell` as it may be written; the same text where it is harmless.
std::string neutralised(std::string_view cell);
/// A cell that starts with an apostrophe, without it where neutralised() may have put it there.
std::string_view without_apostrophe(std::string_view cell);
/// The opposite of neutralised(), for a file of ours that comes back. Asked of every cell.
inline std::string_view without_neutraliser(std::string_view cell) {
  return cell.empty() || cell.front() != '\'' ? cell : without_apostrophe(cell);
}

}  // namespace retainwise::csv
