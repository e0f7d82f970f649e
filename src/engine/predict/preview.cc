#include <algorithm>
#include <numeric>
#include <string_view>

#include "base/text.h"
#include "engine/predict/found.h"
#include "engine/predict/match.h"
#include "engine/predict/predict.h"
#include "engine/report/columns.h"

namespace retainwise::predict {
namespace {

constexpr std::size_t kRows = 100;
constexpr std::size_t kLongestCell = 200;
/// Of all cells of the answer: ten thousand columns must not make it a hundred megabytes.
constexpr std::size_t kCellBytes = 2U << 20U;
constexpr std::size_t kSkipped = 1000;
constexpr std::size_t kValues = 20;
/// How far back from the end a record's end is looked for with quotes in mind.
constexpr std::size_t kLookBack = 64U << 10U;

/// 2 in UTF-16 (by its mark, or by a NUL beside the first character), else 1.
std::size_t bytes_a_unit(std::string_view text) {
  if (text.size() < 2) return 1;
  const std::string_view first = text.substr(0, 2);
  const bool marked = first == "\xFF\xFE" || first == "\xFE\xFF";
  return marked || first[0] == '\0' || first[1] == '\0' ? 2 : 1;
}

/// The length of `text` up to and with its last line end; where one of the last kLookBack bytes
/// stands outside double quotes, up to that one. All of it where there is none.
std::size_t whole_records(std::string_view text) {
  const std::size_t unit = bytes_a_unit(text);
  const auto with_unit = [&](std::size_t at) { return (at / unit + 1) * unit; };
  const auto ends = [&](char byte) { return byte == '\n' || byte == '\r'; };
  const std::size_t last = text.find_last_of("\r\n");
  if (last == text.npos) return text.size();
  bool inside = std::count(text.begin(), text.end(), '"') % 2 == 1;
  const std::size_t stop = text.size() - std::min(text.size(), kLookBack);
  for (std::size_t at = text.size(); at-- > stop;) {
    if (text[at] == '"') inside = !inside;
    if (ends(text[at]) && !inside) return std::min(text.size(), with_unit(at));
  }
  return std::min(text.size(), with_unit(last));
}

ByteSpan part_to_read(ByteSpan input, Extent extent) {
  return extent == Extent::kWhole ? input : input.first(whole_records(as_text(input)));
}

/// [{line, cells}]
Json first_rows(const csv::Reading& reading) {
  Json rows = Json::array();
  std::vector<std::string> cells;
  std::size_t bytes = 0;
  for (std::size_t row = 0; row < std::min(kRows, reading.table.rows()); ++row) {
    reading.cells(row, cells);
    for (std::string& cell : cells) {
      cell = shortened(cell, kLongestCell);
      bytes += cell.size() + 3;  // with its quotes and comma
    }
    if (bytes > kCellBytes) break;
    rows.push_back({{"line", reading.line(row)}, {"cells", cells}});
  }
  return rows;
}

/// [{text, rows}]: what a user can choose "left" from, most rows first.
Json values_of(const table::Column& column) {
  const table::Dictionary& texts = column.dictionary();
  std::vector<std::size_t> rows(texts.size(), 0);
  for (const std::uint32_t code : column.codes()) {
    if (code != table::kMissing) ++rows[code];
  }
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return rows[a] > rows[b]; });
  order.resize(std::min(order.size(), kValues));
  Json values = Json::array();
  for (const std::uint32_t code : order) {
    values.push_back({{"text", shortened(texts.text(code), kLongestCell)}, {"rows", rows[code]}});
  }
  return values;
}

/// What was said of one that does not fit; "" where it does.
std::string why_not(const Fitting& fitting) {
  return fitting.match.ok() ? std::string() : fitting.match.error().what;
}

/// [{id, fits, missing: [column], why}]: which of the caller's models the file may be scored with.
Json models_json(std::span<const Fitting> held) {
  Json out = Json::array();
  for (const Fitting& each : held) {
    Json missing = Json::array();
    const auto& issues = each.match.ok() ? each.match->messages : each.match.error().issues;
    for (const FileIssue& issue : issues) missing.push_back(issue.column.value_or(""));
    out.push_back({{"id", each.candidate->id},
                   {"fits", each.match.ok()},
                   {"missing", std::move(missing)},
                   {"why", why_not(each)}});
  }
  return out;
}

}  // namespace

Result<Json> preview(ByteSpan input, const Options& options, const model::Model* saved,
                     Extent extent, std::span<const Candidate> models) {
  NoProgress progress;
  RW_TRY(Understood understood, understand(part_to_read(input, extent), options, saved, progress));
  auto& [reading, roles] = understood;
  std::vector<FileIssue> of_model;
  const std::vector<Fitting> held = fittings(models, reading.table);
  Json model = options.model && saved != nullptr ? Json(*options.model) : Json(nullptr);
  std::optional<Match> matched;
  if (reading.table.rows() == 0) {
    model = nullptr;  // a run refuses it
  } else if (saved != nullptr) {
    RW_TRY(matched, match(*saved, reading.table));
  } else if (const Fitting* best = roles.can_learn() ? nullptr : choose(held)) {
    matched = *best->match;
    model = best->candidate->id;
  }
  if (matched) {
    give_roles(*matched, reading.table, roles);
    of_model = std::move(matched->messages);
  }
  if (reading.skipped.size() > kSkipped) reading.skipped.resize(kSkipped);
  Json json = found(understood);
  if (matched) json["mode"] = "score";
  json["model"] = std::move(model);
  json["models"] = models_json(held);
  if (roles.outcome)
    json["outcome"]["values"] = values_of(reading.table.column(roles.outcome->column));
  for (const FileIssue& issue : of_model) json["messages"].push_back(report::message(issue));
  json["provisional"] = extent == Extent::kBeginning;
  json["rows"] = first_rows(reading);
  return json;
}

}  // namespace retainwise::predict
