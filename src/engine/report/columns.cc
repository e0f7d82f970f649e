#include "engine/report/columns.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::report {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kExampleRows = 200;
constexpr std::size_t kLongestExample = 80;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// By column: its first different texts.
std::vector<std::vector<std::string>> examples(const csv::Reading& reading) {
  std::vector<std::vector<std::string>> found(reading.table.columns().size());
  std::vector<std::string> cells;
  const std::size_t rows = std::min(kExampleRows, reading.table.rows());
  for (std::size_t row = 0; row < rows; ++row) {
    reading.cells(row, cells);
    for (std::size_t c = 0; c < std::min(cells.size(), found.size()); ++c) {
      std::string text = shortened(trim(cells[c]), kLongestExample);
      if (text.empty() || found[c].size() == kExamples) continue;
      if (std::find(found[c].begin(), found[c].end(), text) == found[c].end())
        found[c].push_back(std::move(text));
    }
  }
  return found;
}

std::string line_end_name(const std::string& line_end) {
  if (line_end == "\r\n") return "CRLF";
  if (line_end == "\r") return "CR";
  return "LF";
}

Json quality_notes(const csv::Reading& reading, const roles::Roles& roles) {
  Json notes = Json::array();
  if (roles.duplicate_rows > 0)
    notes.push_back(counted(roles.duplicate_rows, "row repeats", "rows repeat") +
                    " an earlier row in everything but its identifier.");
  if (roles.repeated_ids > 0)
    notes.push_back(counted(roles.repeated_ids, "row has", "rows have") +
                    " an identifier that an earlier row has.");
  for (const table::Column& column : reading.table.columns()) {
    if (column.rows() == 0 || 2 * column.missing() < column.rows()) continue;
    const double share = static_cast<double>(column.missing()) / static_cast<double>(column.rows());
    notes.push_back("\"" + column.name() + "\" is empty in " + format_fixed(100 * share, 0) +
                    " % of the rows.");
  }
  return notes;
}

}  // namespace

Json columns(const csv::Reading& reading, const roles::Roles& roles) {
  const std::vector<std::vector<std::string>> texts = examples(reading);
  Json out = Json::array();
  for (std::size_t i = 0; i < roles.columns.size(); ++i) {
    const table::Column& column = reading.table.column(i);
    const roles::ColumnRole& role = roles.columns[i];
    out.push_back({{"name", column.name()},
                   {"role", roles::name_of(role.role)},
                   {"type", table::name_of(column.type())},
                   {"evidence", role.evidence},
                   {"missing", column.missing()},
                   {"distinct", column.distinct()},
                   {"examples", texts[i]},
                   {"auc", or_null(role.auc)},
                   {"auc_with", or_null(role.auc_with)},
                   {"auc_without", or_null(role.auc_without)}});
  }
  return out;
}

Json reading_report(const csv::Reading& reading) {
  Json skipped = Json::array();
  for (const csv::SkippedRow& row : reading.skipped) {
    skipped.push_back({{"line", row.line}, {"reason", row.reason}, {"text", row.text}});
  }
  Json messages = Json::array();
  for (const csv::Message& one : reading.messages) messages.push_back(issue(one));
  const csv::Dialect& dialect = reading.dialect;
  const csv::Container& container = reading.container;
  return {{"container", container.name},
          {"sheet", container.sheet.empty() ? Json(nullptr) : Json(container.sheet)},
          {"sheets", container.sheets},
          {"encoding", dialect.encoding},
          {"delimiter", std::string(1, dialect.delimiter)},
          {"quote", dialect.quote == '\0' ? std::string() : std::string(1, dialect.quote)},
          {"escape", dialect.escape == '\0' ? std::string() : std::string(1, dialect.escape)},
          {"line_end", line_end_name(dialect.line_end)},
          {"byte_order_mark", dialect.byte_order_mark},
          {"header", reading.header_lines > 0},
          {"records", reading.records},
          {"header_lines", reading.header_lines},
          {"rows", reading.table.rows()},
          {"skipped", std::move(skipped)},
          {"messages", std::move(messages)}};
}

Json quality(const csv::Reading& reading, const roles::Roles& roles) {
  std::size_t missing = 0;
  for (const table::Column& column : reading.table.columns()) missing += column.missing();
  return {{"duplicate_rows", roles.duplicate_rows},
          {"duplicate_ids", roles.repeated_ids},
          {"missing_cells", missing},
          {"notes", quality_notes(reading, roles)}};
}

Json outcome(const csv::Reading& reading, const roles::Roles& roles) {
  if (!roles.outcome) return nullptr;
  const std::size_t known = roles.left + roles.active;
  const Json rate = known == 0 ? Json(nullptr)
                               : Json(static_cast<double>(roles.left) / static_cast<double>(known));
  return {{"column", reading.table.column(roles.outcome->column).name()},
          {"left_value", roles.outcome->left_value},
          {"rate", rate},
          {"left", roles.left},
          {"stayed", roles.active},
          {"unknown", roles.unknown},
          {"guessed", roles.outcome->guessed},
          {"receipt", roles.outcome->receipt}};
}

Json issue(const FileIssue& issue) {
  return {{"code", issue.code},          {"message", issue.message},
          {"row", or_null(issue.row)},   {"column", or_null(issue.column)},
          {"text", or_null(issue.text)}, {"hint", issue.hint}};
}

Json message(const FileIssue& issue) {
  return {{"code", issue.code},
          {"message", issue.message},
          {"column", or_null(issue.column)},
          {"hint", issue.hint}};
}

}  // namespace retainwise::report
