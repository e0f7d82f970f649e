#include "engine/csv/types.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "engine/csv/boolean.h"
#include "engine/csv/date.h"
#include "engine/csv/missing.h"
#include "engine/csv/number.h"

namespace retainwise::csv {
namespace {

using table::Type;

/// At most one odd word in a hundred becomes missing; with more the column is text.
bool few(std::int64_t odd, std::int64_t filled) {
  return odd * 100 <= filled;
}

void count_number(const NumberText& number, std::int64_t cells, ColumnFacts& facts) {
  facts.numbers += cells;
  if (number.code) facts.codes += cells;
  if (number.excel_cut) facts.excel_cut += cells;
  switch (number.decimal) {
    case Decimal::kNone: break;
    case Decimal::kDot: facts.dot += cells; break;
    case Decimal::kComma: facts.comma += cells; break;
    case Decimal::kOpenDot: facts.open_dot += cells; break;
    case Decimal::kOpenComma: facts.open_comma += cells; break;
  }
}

void count_date(const DateText& date, std::int64_t cells, ColumnFacts& facts) {
  const std::optional<double> day = days_of(date, DateOrder::kDayFirst, Date{});
  const std::optional<double> month = days_of(date, DateOrder::kMonthFirst, Date{});
  if (!day && !month) return;
  facts.dates += cells;
  if (!date.open) return;
  facts.open_dates += cells;
  if (!month) facts.day_first += cells;
  if (!day) facts.month_first += cells;
  if (day && month && *day != *month) facts.either += cells;
}

Message about(const std::string& column, std::string code, std::string text, std::string hint) {
  Message message;
  message.code = std::move(code);
  message.message = std::move(text);
  message.column = column;
  message.hint = std::move(hint);
  return message;
}

std::string_view worded(char decimal) {
  return decimal == '.' ? "a dot" : "a comma";
}

struct DecimalChoice {
  char sign = '.';
  bool open = false;  ///< the file leaves it open
};

DecimalChoice decimal_of(const ColumnFacts& facts, const Habits& habits,
                         const ReadOptions& options) {
  if (options.decimal) return {*options.decimal};
  if (facts.dot + facts.comma > 0) return {facts.dot >= facts.comma ? '.' : ','};
  if (facts.open_dot + facts.open_comma == 0) return {};
  if (habits.decimal) return {*habits.decimal};
  return {habits.semicolons ? ',' : '.', true};
}

void note_open(const std::string& name, char decimal, Notes& notes) {
  notes.add(
      about(name, "decimal_open",
            std::string("Every number with a sign in it has three digits behind it, so it may "
                        "be a decimal or a thousands sign; ") +
                std::string(worded(decimal)) + " was taken as the decimal sign.",
            "Set the decimal sign if this is wrong (option: decimal)."));
}

std::string listed(const std::vector<std::pair<std::string, std::int64_t>>& odd) {
  std::string out;
  for (std::size_t i = 0; i < odd.size() && i < 5; ++i) {
    if (i > 0) out += ", ";
    out += '"' + shortened(odd[i].first, 40) + "\" (" + std::to_string(odd[i].second) + ")";
  }
  if (odd.size() > 5) out += " and " + std::to_string(odd.size() - 5) + " others";
  return out;
}

/// One column being typed.
class Typing {
 public:
  Typing(const std::string& name, const ColumnFacts& facts, std::span<const std::string> texts,
         std::span<const std::int64_t> counts, Notes& notes)
      : name_(name), facts_(facts), texts_(texts), counts_(counts), notes_(notes) {}

  bool boolean(Typed& out) const {
    std::vector<std::string_view> words;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < texts_.size() && words.size() <= 8; ++i) {
      if (is_missing_value(texts_[i])) continue;
      words.push_back(texts_[i]);
      places.push_back(i);
    }
    const auto found = truths(words);
    if (!found) return false;
    out.type = Type::kBoolean;
    out.values.assign(texts_.size(), std::nan(""));
    for (std::size_t i = 0; i < places.size(); ++i) out.values[places[i]] = (*found)[i] ? 1 : 0;
    return true;
  }

  Typed numbers(char decimal) const {
    return values(Type::kNumber, "no number", [&](std::string_view text) {
      const std::optional<NumberText> number = number_text(text);
      return number ? value_of(*number, decimal) : std::nullopt;
    });
  }

  Typed dates(DateOrder order, Type type, Date today) const {
    return values(type, "no date", [&](std::string_view text) {
      const std::optional<DateText> date = date_text(text);
      return date ? days_of(*date, order, today) : std::nullopt;
    });
  }

  Typed serials() const {
    return values(Type::kDate, "no date",
                  [](std::string_view text) { return days_of_serial(text); });
  }

  /// How many cells would be no number with that decimal sign.
  std::int64_t odd_numbers(char decimal) const {
    const std::int64_t wrong = decimal == '.' ? facts_.comma : facts_.dot;
    return facts_.filled - facts_.numbers + wrong;
  }

  std::int64_t odd_dates(DateOrder order) const {
    const std::int64_t wrong =
        order == DateOrder::kDayFirst ? facts_.month_first : facts_.day_first;
    return facts_.filled - facts_.dates + wrong;
  }

 private:
  template <class Read>
  Typed values(Type type, std::string_view odd_is, Read&& read) const {
    Typed out;
    out.type = type;
    out.values.assign(texts_.size(), std::nan(""));
    std::vector<std::pair<std::string, std::int64_t>> odd;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (is_missing_value(texts_[i])) continue;
      if (const std::optional<double> value = read(texts_[i])) {
        out.values[i] = *value;
      } else {
        odd.emplace_back(texts_[i], counts_[i]);
      }
    }
    if (odd.empty()) return out;
    std::stable_sort(odd.begin(), odd.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    notes_.add(about(
        name_, "odd_values",
        "Some cells are " + std::string(odd_is) + " and count as missing: " + listed(odd) + ".",
        "Correct these cells, or set the column to text."));
    return out;
  }

  const std::string& name_;
  const ColumnFacts& facts_;
  std::span<const std::string> texts_;
  std::span<const std::int64_t> counts_;
  Notes& notes_;
};

void note_ambiguous(const std::string& name, std::span<const std::string> texts, DateOrder order,
                    Notes& notes) {
  for (const std::string& text : texts) {
    const std::optional<DateText> date = date_text(text);
    if (!date || !date->open || date->first == date->second) continue;
    const std::optional<double> day = days_of(*date, DateOrder::kDayFirst, Date{});
    const std::optional<double> month = days_of(*date, DateOrder::kMonthFirst, Date{});
    if (!day || !month) continue;
    const std::string both = iso(Date{static_cast<std::int32_t>(std::floor(*day))}) + " or " +
                             iso(Date{static_cast<std::int32_t>(std::floor(*month))});
    Message message = about(
        name, "date_ambiguous",
        "Every date could have the day or the month first: \"" + text + "\" is " + both + ". The " +
            (order == DateOrder::kDayFirst ? "day" : "month") + " was taken to come first.",
        "Set the order of day and month if this is wrong (option: date_order).");
    message.text = text;
    notes.add(std::move(message));
    return;
  }
}

std::optional<DateOrder> proven_order(const ColumnFacts& facts) {
  if (facts.day_first > 0 && few(facts.month_first, facts.day_first)) return DateOrder::kDayFirst;
  if (facts.month_first > 0 && few(facts.day_first, facts.month_first))
    return DateOrder::kMonthFirst;
  return std::nullopt;
}

bool number_enough(const Typing& typing, const ColumnFacts& facts, char decimal) {
  return facts.numbers > 0 && facts.codes == 0 && few(typing.odd_numbers(decimal), facts.filled);
}

void note_codes(const std::string& name, const ColumnFacts& facts, Notes& notes) {
  if (facts.codes == 0 || !few(facts.filled - facts.numbers, facts.filled)) return;
  notes.add(about(name, "codes_kept",
                  "The column holds codes (leading zeros, long numbers or phone numbers); they are "
                  "kept as text, letter by letter.",
                  "Set the column to number if they are amounts (option: types)."));
}

void note_excel(const std::string& name, const ColumnFacts& facts, Notes& notes) {
  const std::vector<std::string> words = name_words(name);
  const bool identifier = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "id" || word == "number" || word == "no" || word == "nr" || word == "code" ||
           word == "phone" || word == "account" || word == "iban" || word == "key" ||
           word == "acct" || word == "konto" || word == "nummer" || word == "telefon" ||
           word == "cuenta" || word == "compte";
  });
  if (facts.excel_cut == 0 || !identifier) return;
  notes.add(
      about(name, "excel_cut",
            "Some numbers look like 1.23E+15: a spreadsheet has shortened them and their last "
            "digits are lost.",
            "Export the file again without opening it in a spreadsheet."));
}

void note_mixed(const std::string& name, const ColumnFacts& facts, Notes& notes) {
  if (facts.day_first > 0 && facts.month_first > 0 && few(facts.filled - facts.dates, facts.filled))
    return notes.add(about(name, "date_orders_mixed",
                           "Some dates have the day first (" + std::to_string(facts.day_first) +
                               ") and others the month (" + std::to_string(facts.month_first) +
                               "), so the column is text.",
                           "Write all dates of the column in one order, best as 2026-11-24."));
  const std::int64_t most = std::max(facts.numbers, facts.dates);
  if (facts.codes > 0 || most * 2 < facts.filled || most == facts.filled) return;
  notes.add(about(name, "mixed_types",
                  std::string("Most cells are ") +
                      (facts.numbers >= facts.dates ? "numbers" : "dates") + ", but " +
                      std::to_string(facts.filled - most) + " of " + std::to_string(facts.filled) +
                      " are not, so the column is text.",
                  "Correct the odd cells if the column should be typed."));
}

}  // namespace

bool says_date(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "date", "datum", "fecha",    "dob",       "birthday",   "dates", "data",
      "dato", "day",   "datetime", "timestamp", "geburtstag", "дата",  "naissance"};
  const std::vector<std::string> words = name_words(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  });
}

ColumnFacts facts_of(const std::string& name, std::span<const std::string> texts,
                     std::span<const std::int64_t> counts) {
  ColumnFacts facts;
  facts.says_date = says_date(name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (is_missing_value(texts[i])) continue;
    facts.filled += counts[i];
    if (const std::optional<NumberText> number = number_text(texts[i])) {
      count_number(*number, counts[i], facts);
      if (facts.says_date && days_of_serial(texts[i])) facts.serials += counts[i];
    } else if (const std::optional<DateText> date = date_text(texts[i])) {
      count_date(*date, counts[i], facts);
    }
  }
  return facts;
}

void learn_habits(const ColumnFacts& facts, Habits& habits) {
  const bool numbers = few(facts.filled - facts.numbers, facts.filled);
  if (numbers && facts.dot + facts.comma > 0) {
    const char decimal = facts.dot >= facts.comma ? '.' : ',';
    if (!habits.decimal) habits.decimal = decimal;
  }
  const std::optional<DateOrder> order = proven_order(facts);
  if (order && few(facts.filled - facts.dates, facts.filled) && !habits.date_order)
    habits.date_order = order;
}

Typed type_of(const std::string& name, const ColumnFacts& facts, std::span<const std::string> texts,
              std::span<const std::int64_t> counts, const Habits& habits,
              const ReadOptions& options, Notes& notes) {
  const Typing typing(name, facts, texts, counts, notes);
  const auto wanted = options.types.find(name);
  const bool free = wanted == options.types.end();
  const Type type = free ? Type::kEmpty : wanted->second;
  Typed out;
  if (texts.empty()) {
    out.type = Type::kEmpty;
    return out;
  }
  if (type == Type::kText) return out;
  if ((free || type == Type::kBoolean) && typing.boolean(out)) return out;
  const bool wants_date = type == Type::kDate || type == Type::kDateAmbiguous;
  if ((free || wants_date) && facts.serials > 0 && few(facts.filled - facts.serials, facts.filled))
    return typing.serials();
  const bool wants_number = type == Type::kNumber;
  if (free || wants_number) {
    const DecimalChoice decimal = decimal_of(facts, habits, options);
    if (wants_number || number_enough(typing, facts, decimal.sign)) {
      if (decimal.open) note_open(name, decimal.sign, notes);
      note_excel(name, facts, notes);
      return typing.numbers(decimal.sign);
    }
  }
  std::optional<DateOrder> order = options.date_order;
  if (!order) order = proven_order(facts);
  const bool open = !order && facts.either > 0;
  if (!order) order = habits.date_order;
  if (!order)
    order =
        habits.semicolons || habits.decimal == ',' ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  if (wants_date || (free && facts.dates > 0 && few(typing.odd_dates(*order), facts.filled))) {
    if (open) note_ambiguous(name, texts, *order, notes);
    return typing.dates(*order, open ? Type::kDateAmbiguous : Type::kDate, options.today);
  }
  note_codes(name, facts, notes);
  note_mixed(name, facts, notes);
  return out;
}

}  // namespace retainwise::csv
