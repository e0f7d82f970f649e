#include "engine/predict/given_rows.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "base/text.h"
#include "engine/csv/boolean.h"
#include "engine/table/builder.h"

namespace retainwise::predict {
namespace {

constexpr double kBlank = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kIssues = 100;

struct CellPlace {
  std::size_t row = 0;
  const std::string& column;
};

FileIssue issue_at(const CellPlace& place, std::string code, std::string message, std::string text,
                   std::string hint) {
  return {std::move(code), std::move(message),  static_cast<std::int64_t>(place.row + 1),
          place.column,    shortened(text, 80), std::move(hint)};
}

std::string text_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(trim(value.get_ref<const std::string&>()));
  return value.is_number() ? format_number(value.get<double>()) : to_text(value);
}

std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// The column of one input, value by value.
class InputValues {
 public:
  InputValues(const model::InputColumn& input, std::size_t rows)
      : input_(input), numbers_(rows, kBlank), texts_(rows) {}

  void take(std::size_t row, const Json& value, std::vector<FileIssue>& wrong,
            std::vector<FileIssue>& told) {
    const std::string text = text_of(value);
    if (text.empty()) return;
    const CellPlace place{row, input_.name};
    texts_[row] = text;
    if (value.is_structured()) {
      wrong.push_back(issue_at(place, "not_a_value", "A cell holds a list or an object.", text,
                               "Give a text, a number, true, false or null."));
    } else if (input_.category) {
      take_level(place, value, told);
    } else if (input_.type == table::Type::kDate) {
      take_date(place, value, wrong);
    } else {
      take_number(place, value, wrong);
    }
  }

  const std::string& text(std::size_t row) const { return texts_[row]; }

  table::Column column() {
    if (input_.category) return table::text_column(input_.name, texts_);
    return table::ColumnBuilder(input_.name).values(input_.type, std::move(numbers_), std::nullopt);
  }

 private:
  /// As the file had it that was learned from: 1 is "1.0" there, and true may be "Yes".
  void take_level(const CellPlace& place, const Json& value, std::vector<FileIssue>& told) {
    std::string& text = texts_[place.row];
    for (const std::string& level : input_.levels) {
      if (level == text) return;
    }
    const auto number = plain_number(text);
    for (const std::string& level : input_.levels) {
      const bool same = number && plain_number(level) == number;
      const bool alike = lower(level) == lower(text) || (value.is_boolean() && means(level, value));
      if (!same && !alike) continue;
      text = level;
      return;
    }
    told.push_back(issue_at(place, "level_unknown",
                            "The model never saw this value: it counts as blank.", text,
                            "Write it as the file had it that the model was learned from."));
  }

  static bool means(const std::string& level, const Json& value) {
    const std::string word = lower(level);
    return value.get<bool>() ? word == "yes" || word == "y" || word == "1" || word == "t"
                             : word == "no" || word == "n" || word == "0" || word == "f";
  }

  void take_number(const CellPlace& place, const Json& value, std::vector<FileIssue>& wrong) {
    if (value.is_boolean()) {
      numbers_[place.row] = value.get<bool>() ? 1 : 0;
    } else if (const auto number = plain_number(texts_[place.row])) {
      numbers_[place.row] = *number;
    } else if (const auto truth = truth_of(texts_[place.row])) {
      numbers_[place.row] = *truth ? 1 : 0;
    } else {
      wrong.push_back(issue_at(place, "not_a_number", "The model reads a number here.",
                               texts_[place.row], "Give a number such as 70.35, or null."));
    }
  }

  /// Of a yes or no, where the column holds such.
  std::optional<bool> truth_of(const std::string& text) const {
    if (input_.type != table::Type::kBoolean) return std::nullopt;
    if (const auto known = csv::truths({text})) return known->front();
    const std::string letter = lower(text);
    if (letter == "y" || letter == "t") return true;
    if (letter == "n" || letter == "f") return false;
    return std::nullopt;
  }

  void take_date(const CellPlace& place, const Json& value, std::vector<FileIssue>& wrong) {
    const auto day = value.is_string() ? parse_iso_date(texts_[place.row]) : std::nullopt;
    if (day) {
      numbers_[place.row] = day->days;
    } else {
      wrong.push_back(issue_at(place, "not_a_date", "The model reads a date here.",
                               texts_[place.row], "Give a date such as \"2026-11-24\", or null."));
    }
  }

  const model::InputColumn& input_;
  std::vector<double> numbers_;
  std::vector<std::string> texts_;
};

/// Whose value a key of a row is: an input's place by its name or by its normalised name.
class Keys {
 public:
  explicit Keys(const model::Model& model) {
    for (std::size_t i = 0; i < model.inputs.size(); ++i) {
      exact_.emplace(model.inputs[i].name, i);
      const auto [at, fresh] = normalised_.emplace(normalised_name(model.inputs[i].name), i);
      if (!fresh) at->second = kNone;  // two of them: only their own names tell
    }
  }
  std::size_t input_of(const std::string& key) const {
    if (const auto found = exact_.find(key); found != exact_.end()) return found->second;
    const auto found = normalised_.find(normalised_name(key));
    return found == normalised_.end() ? kNone : found->second;
  }
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

 private:
  std::map<std::string, std::size_t> exact_, normalised_;
};

FileIssue not_read(const std::string& key) {
  return {"column_not_read",
          "The model does not read this column.",
          {},
          key,
          {},
          "Nothing needs to be done: it changes no score."};
}

Error do_not_fit(std::vector<FileIssue> wrong) {
  Error error = bad_file("rows_do_not_fit", "Some values are not what their columns hold.",
                         "Mend the values that are listed.");
  if (wrong.size() > kIssues) wrong.resize(kIssues);
  error.issues = std::move(wrong);
  return error;
}

/// Columns of the inputs that some row names.
class Gathering {
 public:
  Gathering(const model::Model& model, const Json& rows)
      : model_(model), keys_(model), rows_(rows) {}

  Result<GivenRows> gather() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!rows_[row].is_object())
        return bad_request("bad_field", "Row " + std::to_string(row + 1) +
                                            " is not an object from column names to values.");
      for (const auto& [key, value] : rows_[row].items()) take(row, key, value);
    }
    if (!wrong_.empty()) return do_not_fit(std::move(wrong_));
    return given();
  }

 private:
  void take(std::size_t row, const std::string& key, const Json& value) {
    const std::size_t input = keys_.input_of(key);
    if (input == Keys::kNone) {
      if (unread_.emplace(key, 0).second && out_.messages.size() < kIssues)
        out_.messages.push_back(not_read(key));
      return;
    }
    auto at = columns_.find(input);
    if (at == columns_.end())
      at = columns_.emplace(input, InputValues(model_.inputs[input], rows_.size())).first;
    at->second.take(row, value, wrong_, out_.messages);
  }

  Result<GivenRows> given() {
    out_.texts.assign(rows_.size(), std::vector<std::string>(model_.inputs.size()));
    table::TableBuilder builder;
    for (auto& [input, values] : columns_) {
      for (std::size_t row = 0; row < rows_.size(); ++row)
        out_.texts[row][input] = values.text(row);
      builder.add(values.column());
    }
    RW_TRY(out_.table, builder.build());
    if (out_.messages.size() > kIssues) out_.messages.resize(kIssues);
    return std::move(out_);
  }

  const model::Model& model_;
  const Keys keys_;
  const Json& rows_;
  std::map<std::size_t, InputValues> columns_;  ///< by input
  std::map<std::string, int> unread_;
  std::vector<FileIssue> wrong_;
  GivenRows out_;
};

}  // namespace

Result<GivenRows> rows_of_json(const model::Model& model, const Json& rows) {
  return Gathering(model, rows).gather();
}

}  // namespace retainwise::predict
