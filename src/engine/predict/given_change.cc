#include <algorithm>
#include <cmath>

#include "base/sink.h"
#include "base/text.h"
#include "engine/csv/writer.h"
#include "engine/predict/given_rows.h"

namespace retainwise::predict {
namespace {

constexpr std::size_t kRowBefore = 0;
constexpr std::size_t kRowAfter = 1;

/// A file of nothing but the inputs: the two rows, then those that show the habits.
Result<std::string> as_file(const model::Model& model, const ChangedRow& change, char delimiter) {
  StringSink sink;
  csv::Writer writer(sink, delimiter);
  std::vector<std::string> header;
  for (const std::size_t input : change.inputs) header.push_back(model.inputs[input].name);
  RW_CHECK_OK(writer.record(header));
  RW_CHECK_OK(writer.record(change.before));
  RW_CHECK_OK(writer.record(change.after));
  for (const auto& row : change.others) RW_CHECK_OK(writer.record(row));
  return sink.text();
}

/// No row is a title or a total here, whatever it looks like.
void keep_every_line(const std::string& text, csv::ReadOptions& reading) {
  const auto lines = std::count(text.begin(), text.end(), '\n');
  for (std::int64_t line = 1; line <= lines; ++line) reading.keep_rows.push_back(line);
}

csv::ReadOptions of_our_file(const model::Model& model, csv::ReadOptions reading) {
  reading.encoding = "utf-8";
  reading.header = true;
  reading.sheet.reset();
  reading.keep_rows.clear();
  for (const model::InputColumn& input : model.inputs) {
    const bool measured = input.type == table::Type::kNumber || input.type == table::Type::kDate;
    if (measured && !input.category) reading.types.emplace(input.name, input.type);
  }
  return reading;
}

FileIssue reads_as_nothing(const model::InputColumn& input, const std::string& text) {
  const bool date = input.type == table::Type::kDate;
  return {date ? "not_a_date" : "not_a_number",
          "\"" + input.name + "\" holds " + (date ? "dates" : "numbers") + ": \"" +
              shortened(text, 80) + "\" is none.",
          {},
          input.name,
          shortened(text, 80),
          "Write it as the file does, or leave it blank."};
}

FileIssue never_seen(const model::InputColumn& input, const std::string& text) {
  return {"level_unknown",
          "The model never saw \"" + shortened(text, 80) + "\" in \"" + input.name +
              "\": it counts as blank.",
          {},
          input.name,
          shortened(text, 80),
          "Choose a value that the column had where the model was learned."};
}

/// What was changed and came to nothing.
Result<void> check_change(const model::Model& model, const ChangedRow& change, GivenRows& given) {
  std::vector<FileIssue> wrong;
  for (std::size_t c = 0; c < change.inputs.size(); ++c) {
    const model::InputColumn& input = model.inputs[change.inputs[c]];
    const std::string text(trim(change.after[c]));
    if (text.empty() || change.after[c] == change.before[c]) continue;
    const table::Column& column = given.table.column(c);
    if (input.category) {
      if (std::find(input.levels.begin(), input.levels.end(), text) == input.levels.end())
        given.messages.push_back(never_seen(input, text));
    } else if (column.numbers().empty() || std::isnan(column.numbers()[kRowAfter])) {
      wrong.push_back(reads_as_nothing(input, text));
    }
  }
  if (wrong.empty()) return {};
  Error error = bad_file("rows_do_not_fit", wrong.front().message, wrong.front().hint);
  error.issues = std::move(wrong);
  return error;
}

}  // namespace

Result<GivenRows> rows_of_change(const model::Model& model, const ChangedRow& change,
                                 csv::ReadOptions reading) {
  RW_TRY(const std::string text, as_file(model, change, reading.delimiter.value_or(',')));
  csv::ReadOptions options = of_our_file(model, std::move(reading));
  keep_every_line(text, options);
  NoProgress progress;
  RW_TRY(csv::Reading read, csv::read(as_bytes(text), options, progress));
  if (read.table.rows() != change.others.size() + 2 ||
      read.table.columns().size() != change.inputs.size())
    return bug("rows of a file were not read as they were written");
  GivenRows given;
  given.table = std::move(read.table);
  given.texts.assign(2, std::vector<std::string>(model.inputs.size()));
  for (std::size_t c = 0; c < change.inputs.size(); ++c) {
    given.texts[kRowBefore][change.inputs[c]] = std::string(trim(change.before[c]));
    given.texts[kRowAfter][change.inputs[c]] = std::string(trim(change.after[c]));
  }
  RW_CHECK_OK(check_change(model, change, given));
  return given;
}

}  // namespace retainwise::predict
