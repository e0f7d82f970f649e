#include "engine/predict/predict.h"
#include "engine/predict/understand.h"
#include "engine/report/columns.h"

namespace retainwise::predict {
namespace {

Json dialect_json(const csv::Dialect& dialect) {
  const auto text = [](char c) { return c == '\0' ? std::string() : std::string(1, c); };
  return {{"delimiter", text(dialect.delimiter)},
          {"quote", text(dialect.quote)},
          {"escape", text(dialect.escape)},
          {"line_end", dialect.line_end},
          {"byte_order_mark", dialect.byte_order_mark}};
}

Json messages_json(const csv::Reading& reading, const roles::Roles& roles) {
  Json out = Json::array();
  for (const FileIssue& issue : reading.messages) out.push_back(report::issue(issue));
  for (const FileIssue& issue : roles.messages) out.push_back(report::issue(issue));
  return out;
}

Json skipped_json(const csv::Reading& reading) {
  Json out = Json::array();
  for (const csv::SkippedRow& row : reading.skipped) {
    out.push_back({{"line", row.line}, {"reason", row.reason}, {"text", row.text}});
  }
  return out;
}

}  // namespace

Result<Json> inspect(ByteSpan input, const Options& options) {
  NoProgress progress;
  RW_TRY(const Understood understood, understand(input, options, nullptr, progress));
  const auto& [reading, roles] = understood;
  Json header = nullptr;
  if (reading.header_lines > 0) header = reading.header;
  return Json{{"encoding", reading.dialect.encoding},
              {"dialect", dialect_json(reading.dialect)},
              {"header", std::move(header)},
              {"records", reading.records},
              {"header_lines", reading.header_lines},
              {"rows", reading.table.rows()},
              {"mode", roles.can_learn() ? Json("learn") : Json(nullptr)},
              {"outcome", report::outcome(reading, roles)},
              {"columns", report::columns(reading, roles)},
              {"quality", report::quality(reading, roles)},
              {"skipped", skipped_json(reading)},
              {"messages", messages_json(reading, roles)}};
}

}  // namespace retainwise::predict
