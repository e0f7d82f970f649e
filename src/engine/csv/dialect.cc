#include "engine/csv/dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "base/text.h"
#include "engine/csv/cells.h"
#include "engine/csv/plausible.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kHead = std::size_t{64} << 10U;
constexpr std::size_t kPlace = std::size_t{4} << 10U;
constexpr std::size_t kPlaces = 16;
constexpr std::size_t kMaxSampled = 600;  ///< records of one place

struct Candidate {
  char delimiter;
  double prior;  ///< how little is needed to believe it: `:` stands in every time of day
};
constexpr std::array kDelimiters = {Candidate{',', 1.0}, Candidate{';', 1.0},  Candidate{'\t', 1.0},
                                    Candidate{'|', 1.0}, Candidate{'^', 0.95}, Candidate{'~', 0.95},
                                    Candidate{':', 0.7}, Candidate{' ', 0.6}};

/// The pieces of the text that are looked at, each starting behind a line end.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> out = {text.substr(0, kHead)};
  if (text.size() <= kHead + kPlace * kPlaces) return {text};
  const std::size_t step = (text.size() - kHead) / kPlaces;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const std::size_t at = text.find_first_of("\r\n", kHead + i * step);
    if (at != std::string_view::npos) out.push_back(text.substr(at + 1, kPlace));
  }
  return out;
}

/// Records of the sample under one dialect.
struct Sample {
  std::map<std::size_t, std::size_t> widths;
  std::size_t records = 0, stray = 0, quoted = 0, long_quoted = 0, cells = 0;
  std::size_t typed = 0;         ///< quoted cells, and those that are no word of a sentence
  std::size_t spaced = 0;        ///< cells behind a record's first that a blank begins
  std::size_t first_fields = 0;  ///< of the first record
  double plausible = 0;
};

/// A number, a date, a mail or web address: no word of a sentence.
bool is_no_word(std::string_view cell) {
  if (cell.empty()) return false;
  return (cell.front() >= '0' && cell.front() <= '9') || cell.front() == '-' ||
         cell.find('@') != std::string_view::npos || contains(cell, "://");
}

void sample_piece(std::string_view piece, bool whole, const Dialect& dialect, Sample& sample) {
  std::size_t at = 0;
  std::string scratch;
  for (std::size_t taken = 0; at < piece.size() && taken < kMaxSampled; ++taken) {
    double plausible = 0;
    std::size_t quoted = 0;
    std::size_t long_quoted = 0;
    std::size_t typed = 0;
    std::size_t spaced = 0;
    const Walk walk = walk_record(piece, at, dialect, [&](const Cell& cell) {
      quoted += cell.quoted ? 1U : 0U;
      long_quoted +=
          cell.quoted && cell.raw.find_first_of("\r\n") != std::string_view::npos ? 1U : 0U;
      const std::string_view text = text_of(cell, dialect, scratch);
      plausible += plausibility(text, cell.quoted);
      typed += cell.quoted || is_no_word(text) ? 1U : 0U;
      spaced += starts_with(text, " ") ? 1U : 0U;
    });
    if (walk.open || walk.runaway) {
      // Damaged, or cut off by the end of the piece: its first line tells nothing.
      const std::size_t end = piece.find_first_of("\r\n", at);
      if (whole || end != std::string_view::npos) ++sample.stray;
      if (end == std::string_view::npos) return;
      at = end + 1;
      continue;
    }
    if (!walk.at_line_end && !whole) return;
    const bool blank = trim(piece.substr(at, walk.end - at)).empty();
    at = walk.next;
    if (blank) continue;
    ++sample.records;
    if (sample.records == 1) sample.first_fields = walk.fields;
    sample.stray += walk.stray ? 1U : 0U;
    sample.typed += typed;
    sample.spaced += spaced;
    sample.quoted += quoted;
    sample.long_quoted += long_quoted;
    ++sample.widths[walk.fields];
    if (walk.fields > 1) {
      sample.cells += walk.fields;
      sample.plausible += plausible;
    }
  }
}

/// True for one column of prose: "Smith, John" under "name", "Ann Lee" under "Full Name".
bool is_prose(const Sample& sample, char delimiter, std::size_t width) {
  if (delimiter == ' ' || delimiter == ':')
    return width < 4 && sample.typed * width + width < sample.cells;
  return width == 2 && sample.first_fields == 1 && sample.quoted == 0 &&
         sample.spaced * 2 >= sample.cells && sample.typed * 4 < sample.cells;
}

struct Scored {
  Dialect dialect;
  std::size_t width = 1;
  double share = 0;  ///< of records with that width
  double score = 0;
};

/// The most common width ≥ 2; of two equally common ones the wider.
std::pair<std::size_t, std::size_t> common_width(const Sample& sample) {
  std::pair<std::size_t, std::size_t> best = {1, 0};
  for (const auto& [width, count] : sample.widths) {
    if (width >= 2 && count >= best.second) best = {width, count};
  }
  return best;
}

Scored score(const std::vector<std::string_view>& places, const Dialect& dialect, double prior) {
  Sample sample;
  for (std::size_t i = 0; i < places.size(); ++i)
    sample_piece(places[i], places.size() == 1 || i + 1 == places.size(), dialect, sample);
  Scored scored{dialect, 1, 0, 0};
  const auto [width, count] = common_width(sample);
  const std::size_t seen = sample.records + sample.stray;
  if (count == 0 || seen == 0) return scored;
  if (is_prose(sample, dialect.delimiter, width)) return scored;
  scored.width = width;
  scored.share = static_cast<double>(count) / static_cast<double>(seen);
  const double typed = sample.plausible / static_cast<double>(sample.cells);
  const double tidy = 1.0 - 0.5 * static_cast<double>(sample.stray) / static_cast<double>(seen);
  // Who quotes every other cell means what stands between the quotes.
  const bool sure = sample.quoted * 2 >= sample.cells;
  scored.score = scored.share * typed * tidy * (sure ? std::max(prior, 0.95) : prior);
  // Two apostrophes on different lines are more often two words than one cell.
  if (dialect.quote == '\'') scored.score *= sample.long_quoted * 2 > sample.quoted ? 0.8 : 0.99;
  return scored;
}

/// True if `quote` stands where a quoted cell could begin and end.
bool may_quote(const std::vector<std::string_view>& places, char quote, char delimiter) {
  std::size_t openings = 0;
  std::size_t closings = 0;
  for (const std::string_view place : places) {
    for (std::size_t at = place.find(quote); at != std::string_view::npos;
         at = place.find(quote, at + 1)) {
      std::size_t before = at;
      while (before > 0 && place[before - 1] == ' ' && delimiter != ' ') --before;
      if (before == 0 || place[before - 1] == delimiter || walking::is_line_end(place[before - 1]))
        ++openings;
      const std::size_t behind = walking::past_blanks(place, at + 1, delimiter);
      if (walking::ends_cell(place, behind, delimiter)) ++closings;
    }
  }
  // An apostrophe opens a word here and there ('s Gravenhage); a quote does so again and again.
  return openings > 0 && closings > 0 && (quote == '"' || 3 * closings >= 2 * openings);
}

/// True if `\` stands before a delimiter somewhere.
bool escapes_delimiter(const std::vector<std::string_view>& places, char delimiter) {
  const std::string backslashed = {'\\', delimiter};
  return std::any_of(places.begin(), places.end(),
                     [&](std::string_view place) { return contains(place, backslashed); });
}

/// True if `\` stands before a quote and the text never doubles its quotes instead.
bool escapes(const std::vector<std::string_view>& places, char quote) {
  std::size_t escaped = 0;
  std::size_t doubled = 0;
  const std::string backslashed = {'\\', quote};
  const std::string twice = {quote, quote};
  for (const std::string_view place : places) {
    for (std::size_t at = place.find(backslashed); at != std::string_view::npos;
         at = place.find(backslashed, at + 1)) {
      // "C:\" , closes a cell; "a \"b\" c" does not.
      const bool inside = at + 2 < place.size() && !walking::is_line_end(place[at + 2]);
      escaped += inside ? 1U : 0U;
    }
    for (std::size_t at = place.find(twice); at != std::string_view::npos;
         at = place.find(twice, at + 2)) {
      const bool inside = at > 0 && at + 2 < place.size() && plausible_inside(place[at - 1]) &&
                          plausible_inside(place[at + 2]);
      doubled += inside ? 1U : 0U;
    }
  }
  return escaped > 0 && doubled == 0;
}

bool is_padded(const std::vector<std::string_view>& places, char delimiter, char quote) {
  if (delimiter == ' ') return false;
  const std::string padded = {delimiter, ' ', quote};
  return std::any_of(places.begin(), places.end(),
                     [&](std::string_view place) { return contains(place, padded); });
}

std::vector<Dialect> quotings(const std::vector<std::string_view>& places, char delimiter) {
  std::vector<Dialect> out;
  Dialect dialect;
  dialect.delimiter = delimiter;
  for (const char quote : {'"', '\''}) {
    if (quote == '\'' && !may_quote(places, quote, delimiter)) continue;
    dialect.quote = quote;
    dialect.padded = is_padded(places, delimiter, quote);
    dialect.escape = '\0';
    out.push_back(dialect);
    if (escapes(places, quote) || escapes_delimiter(places, delimiter)) {
      dialect.escape = '\\';
      out.push_back(dialect);
    }
  }
  return out;
}

Scored best_of(const std::vector<std::string_view>& places, const ReadOptions& options) {
  Scored best;
  best.dialect.delimiter = options.delimiter.value_or(',');
  std::vector<Candidate> candidates(kDelimiters.begin(), kDelimiters.end());
  if (options.delimiter) candidates = {{*options.delimiter, 1.0}};
  for (const Candidate& candidate : candidates) {
    for (const Dialect& dialect : quotings(places, candidate.delimiter)) {
      const Scored scored = score(places, dialect, candidate.prior);
      if (scored.score > best.score * 1.001) best = scored;
    }
  }
  return best;
}

/// Most common of LF, CRLF and CR in the head.
std::string line_end_of(std::string_view text) {
  std::array<std::size_t, 3> count{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++count[1];
      ++i;
    } else if (text[i] == '\n') {
      ++count[0];
    } else if (text[i] == '\r') {
      ++count[2];
    }
  }
  if (count[1] >= count[0] && count[1] >= count[2] && count[1] > 0) return "\r\n";
  return count[2] > count[0] ? "\r" : "\n";
}

/// Excel's "sep=;" line, with or without quotes around it.
std::optional<std::pair<char, std::size_t>> declared(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end > 8) return std::nullopt;  // npos, too
  std::string_view line = text.substr(0, end);
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || lower(line.substr(0, 4)) != "sep=") return std::nullopt;
  return std::pair{line[4], end + (text.substr(end, 2) == "\r\n" ? 2 : 1)};
}

}  // namespace

DialectFinding find_dialect(std::string_view text, const ReadOptions& options) {
  DialectFinding finding;
  ReadOptions wanted = options;
  if (const auto sep = declared(text)) {
    if (!wanted.delimiter) wanted.delimiter = sep->first;
    finding.skip = sep->second;
  }
  const std::string_view body = text.substr(finding.skip);
  const std::vector<std::string_view> places = pieces(body);
  const Scored best = best_of(places, wanted);
  // One column only where no delimiter gives most records one width.
  const bool one_column = !wanted.delimiter && best.share < 0.5;
  finding.dialect = best.dialect;
  finding.width = one_column ? 1 : best.width;
  if (one_column) finding.dialect.delimiter = ',';
  finding.dialect.line_end = line_end_of(places.front());
  return finding;
}

}  // namespace retainwise::csv
