#include "engine/csv/rows_json.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "engine/csv/cells.h"
#include "engine/csv/source.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kBuffer = std::size_t{256} << 10U;
constexpr std::int64_t kMsADay = 86'400'000;

/// JSON text on its way into a sink.
class JsonText {
 public:
  explicit JsonText(Sink& sink) : sink_(sink) {}

  void raw(std::string_view json) { buffer_ += json; }

  void text(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
      return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
    });
    if (plain) {
      buffer_ += '"';
      buffer_ += text;
      buffer_ += '"';
    } else {
      buffer_ += to_text(Json(text));
    }
  }

  void texts(std::span<const std::string> texts) {
    buffer_ += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) buffer_ += ',';
      text(texts[i]);
    }
    buffer_ += ']';
  }

  Result<void> flush_if_full() { return buffer_.size() < kBuffer ? Result<void>() : flush(); }

  Result<void> flush() {
    RW_CHECK_OK(sink_.write(buffer_));
    buffer_.clear();
    return {};
  }

 private:
  Sink& sink_;
  std::string buffer_;
};

bool has_times(const table::Column& column) {
  const std::span<const double> days = column.numbers();
  return std::any_of(days.begin(), days.end(),
                     [](double day) { return !std::isnan(day) && day != std::floor(day); });
}

/// "2026-11-24", or "2026-11-24T20:56:16Z" where the column holds times.
std::string day_text(double days, bool with_time) {
  if (!with_time) return iso(Date{static_cast<std::int32_t>(days)});
  std::string text = rfc3339(Time{std::llround(days * static_cast<double>(kMsADay))});
  if (ends_with(text, ".000Z")) text.replace(text.size() - 5, 5, "Z");
  return text;
}

std::string value_text(const table::Column& column, double value, bool with_time) {
  switch (column.type()) {
    case table::Type::kNumber: return format_number(value);
    case table::Type::kBoolean: return value == 1 ? "true" : "false";
    default: return '"' + day_text(value, with_time) + '"';
  }
}

Result<void> write_values(const table::Column& column, JsonText& out) {
  const bool is_text = column.type() == table::Type::kText;
  const bool is_day =
      column.type() == table::Type::kDate || column.type() == table::Type::kDateAmbiguous;
  const bool with_time = is_day && has_times(column);
  for (std::size_t row = 0; row < column.rows(); ++row) {
    if (row > 0) out.raw(",");
    if (is_text && column.codes()[row] != table::kMissing) {
      out.text(column.dictionary().text(column.codes()[row]));
    } else if (is_text || column.type() == table::Type::kEmpty ||
               std::isnan(column.numbers()[row])) {
      out.raw("null");
    } else {
      out.raw(value_text(column, column.numbers()[row], with_time));
    }
    RW_CHECK_OK(out.flush_if_full());
  }
  return {};
}

Result<void> write_columns(const table::Table& table, JsonText& out) {
  out.raw(",\"columns\":[");
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const table::Column& column = table.column(i);
    out.raw(i > 0 ? ",{\"name\":" : "{\"name\":");
    out.text(column.name());
    out.raw(",\"type\":");
    out.text(table::name_of(column.type()));
    out.raw(",\"values\":[");
    RW_CHECK_OK(write_values(column, out));
    out.raw("]}");
  }
  out.raw("]");
  return {};
}

/// As many cells as the table has columns; more only where they say something.
void fit(std::vector<std::string>& cells, std::size_t width) {
  while (cells.size() > width && trim(cells.back()).empty()) cells.pop_back();
  if (cells.size() < width) cells.resize(width);
}

Result<void> write_rows(const Reading& reading, JsonText& out) {
  out.raw(",\"rows\":[");
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < reading.table.rows(); ++row) {
    if (row > 0) out.raw(",");
    reading.cells(row, cells);
    fit(cells, reading.table.columns().size());
    out.texts(cells);
    RW_CHECK_OK(out.flush_if_full());
  }
  out.raw("]");
  return {};
}

/// True if a cell of the file stands in quotes.
bool quotes_something(const Reading::Source& source) {
  const char quote = source.dialect.quote;
  if (quote == '\0' || source.text.find(quote) == std::string_view::npos) return false;
  return std::any_of(source.records.begin(), source.records.end(), [&](const Record& record) {
    bool quoted = false;
    walk_record(source.bytes(record), 0, source.dialect,
                [&](const Cell& cell) { quoted |= cell.quoted; });
    return quoted;
  });
}

std::string mark(char c) {
  return c == '\0' ? std::string() : std::string(1, c);
}

void write_dialect(const Reading& reading, JsonText& out) {
  const char quote = quotes_something(*reading.source) ? reading.dialect.quote : '\0';
  out.raw(",\"dialect\":");
  out.raw(to_text(Json{{"delimiter", mark(reading.dialect.delimiter)},
                       {"quotechar", mark(quote)},
                       {"escapechar", mark(reading.dialect.escape)},
                       {"encoding", reading.dialect.encoding},
                       {"line_end", reading.dialect.line_end},
                       {"byte_order_mark", reading.dialect.byte_order_mark}}));
}

Json told(const Message& message) {
  Json json = {{"code", message.code}, {"message", message.message}};
  if (message.row) json["row"] = *message.row;
  if (message.column) json["column"] = *message.column;
  if (message.text) json["text"] = *message.text;
  if (!message.hint.empty()) json["hint"] = message.hint;
  return json;
}

/// What was left out is said like everything else; blank lines as one number.
Json left_out(const std::vector<SkippedRow>& skipped) {
  Json messages = Json::array();
  std::int64_t blank = 0;
  for (const SkippedRow& row : skipped) {
    if (row.reason == "blank") {
      ++blank;
      continue;
    }
    messages.push_back(
        {{"code", "row_skipped"},
         {"message", "This line is no row of the table (" + row.reason + ")."},
         {"row", row.line},
         {"text", row.text},
         {"hint", "Name the line in the option \"keep_rows\" if it is a customer."}});
  }
  if (blank > 0)
    messages.push_back(
        {{"code", "blank_lines"},
         {"message", blank == 1 ? "1 blank line was left out."
                                : std::to_string(blank) + " blank lines were left out."}});
  return messages;
}

}  // namespace

Result<void> write_rows_json(const Reading& reading, Sink& sink) {
  JsonText out(sink);
  out.raw("{\"header\":");
  if (reading.header_lines > 0) {
    out.texts(reading.header);
  } else {
    out.raw("null");
  }
  RW_CHECK_OK(write_rows(reading, out));
  write_dialect(reading, out);
  RW_CHECK_OK(write_columns(reading.table, out));
  Json messages = left_out(reading.skipped);
  for (const Message& message : reading.messages) messages.push_back(told(message));
  out.raw(",\"messages\":");
  out.raw(to_text(messages));
  out.raw("}\n");
  return out.flush();
}

Result<void> write_refusal_json(const Error& error, Sink& sink) {
  Json messages = Json::array();
  for (const FileIssue& issue : error.issues) messages.push_back(told(issue));
  if (messages.empty()) {
    messages.push_back({{"code", error.code}, {"message", error.what}});
    if (!error.hint.empty()) messages.back()["hint"] = error.hint;
  }
  return sink.write(to_text(Json{{"error", error.what}, {"messages", std::move(messages)}}) + "\n");
}

}  // namespace retainwise::csv
