#include "tests/engine/csv/described.h"

#include <cmath>
#include <cstdio>

namespace retainwise::csv {
namespace {

std::string day_text(double days) {
  const double whole = std::floor(days);
  const auto seconds = std::lround((days - whole) * 86400);
  std::string out = iso(Date{static_cast<std::int32_t>(whole)});
  if (seconds == 0) return out;
  char time[80];
  std::snprintf(time, sizeof time, "T%02ld:%02ld:%02ldZ", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return out + time;
}

Json value_of(const table::Column& column, std::size_t row) {
  using table::Type;
  if (column.type() == Type::kEmpty) return nullptr;
  if (column.type() == Type::kText) {
    const std::uint32_t code = column.codes()[row];
    if (code == table::kMissing) return nullptr;
    return std::string(column.dictionary().text(code));
  }
  const double value = column.numbers()[row];
  if (std::isnan(value)) return nullptr;
  if (column.type() == Type::kBoolean) return value == 1;
  if (column.type() == Type::kNumber) return value;
  return day_text(value);
}

Json messages_of(const std::vector<Message>& messages) {
  Json out = Json::array();
  for (const Message& message : messages) {
    Json one = {{"code", message.code}};
    if (message.row) one["row"] = *message.row;
    if (message.column) one["column"] = *message.column;
    out.push_back(std::move(one));
  }
  return out;
}

std::string mark(char c) {
  return c == '\0' ? "" : std::string(1, c);
}

}  // namespace

Json described(const Result<Reading>& result) {
  if (!result.ok()) return {{"error", result.error().code}};
  const Reading& reading = *result;
  Json out;
  if (reading.container.name != "text") out["container"] = reading.container.name;
  if (!reading.container.sheet.empty()) out["sheet"] = reading.container.sheet;
  out["dialect"] = {{"delimiter", mark(reading.dialect.delimiter)},
                    {"quote", mark(reading.dialect.quote)},
                    {"escape", mark(reading.dialect.escape)},
                    {"encoding", reading.dialect.encoding},
                    {"line_end", reading.dialect.line_end},
                    {"byte_order_mark", reading.dialect.byte_order_mark}};
  out["header"] = reading.header_lines > 0 ? Json(reading.header) : Json(nullptr);
  out["rows"] = Json::array();
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < reading.table.rows(); ++row) {
    reading.cells(row, cells);
    out["rows"].push_back(cells);
  }
  out["columns"] = Json::array();
  for (const table::Column& column : reading.table.columns()) {
    Json values = Json::array();
    for (std::size_t row = 0; row < column.rows(); ++row) values.push_back(value_of(column, row));
    out["columns"].push_back(
        {{"name", column.name()}, {"type", table::name_of(column.type())}, {"values", values}});
  }
  out["skipped"] = Json::array();
  for (const SkippedRow& row : reading.skipped)
    out["skipped"].push_back({{"line", row.line}, {"reason", row.reason}, {"text", row.text}});
  out["messages"] = messages_of(reading.messages);
  return out;
}

std::string pretty(const Json& description) {
  std::string out = "{";
  const char* gap = "\n  ";
  for (const auto& [key, value] : description.items()) {
    out += gap + Json(key).dump() + ": ";
    gap = ",\n  ";
    if (!value.is_array() || value.empty() || !value.front().is_structured()) {
      out += value.dump();
      continue;
    }
    out += '[';
    const char* inner = "\n    ";
    for (const Json& item : value) {
      out += inner + item.dump();
      inner = ",\n    ";
    }
    out += "\n  ]";
  }
  return out + "\n}\n";
}

Result<Reading> read_text(std::string_view text, ReadOptions options) {
  NoProgress progress;
  options.today = *date_of(2026, 11, 24);
  return read(as_bytes(text), options, progress);
}

}  // namespace retainwise::csv
