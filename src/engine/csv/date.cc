#include "engine/csv/date.h"

#include <array>
#include <string>

#include "base/text.h"

namespace retainwise::csv {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish; accents off.
/// A name's first three letters or more are enough where they name one month only.
constexpr std::array<std::string_view, 12> kMonths = {
    "january januar janvier enero gennaio janeiro januari styczen stycznia jan ene gen sty janv",
    "february februar fevrier febrero febbraio fevereiro februari luty lutego feb fev lut fevr",
    "march marz maerz mars marzo marco maart marzec marca mar mrz mrt",
    "april avril abril aprile kwiecien kwietnia apr avr abr kwi",
    "may mai mayo maggio maio mei maj maja mag",
    "june juni juin junio giugno junho czerwiec czerwca jun giu cze",
    "july juli juillet julio luglio julho lipiec lipca jul lug lip juil",
    "august aout agosto augustus augusti sierpien sierpnia aug ago sie",
    "september septembre septiembre settembre setembro wrzesien wrzesnia sep sept set wrz",
    "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika oct okt ott out paz",
    "november novembre noviembre novembro listopad listopada nov lis",
    "december dezember decembre diciembre dicembre dezembro grudzien grudnia dec dez dic gru"};

int month_named(std::string_view word) {
  const std::string name = normalised_name(word);
  if (name.size() < 3) return 0;
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    for (const std::string& known : split(kMonths[month], ' ')) {
      if (known == name) return static_cast<int>(month) + 1;
    }
  }
  return 0;
}

/// Reads a text from left to right; every step says whether what it wanted was there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool take(std::string_view part) {
    if (!starts_with(rest_, part)) return false;
    rest_.remove_prefix(part.size());
    return true;
  }
  /// One of `marks`, 0 if there is none.
  char take_any(std::string_view marks) {
    if (rest_.empty() || marks.find(rest_.front()) == std::string_view::npos) return '\0';
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }
  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  /// All digits here; -1 where there are fewer than `least` or more than `most`.
  int number(std::size_t least, std::size_t most, std::size_t* length = nullptr) {
    std::size_t count = 0;
    int value = 0;
    // Ten digits are more than any caller wants and than an int holds.
    for (; count < rest_.size() && is_digit(rest_[count]); ++count) {
      if (count == 9) return -1;
      value = value * 10 + (rest_[count] - '0');
    }
    if (count < least || count > most) return -1;
    rest_.remove_prefix(count);
    if (length != nullptr) *length = count;
    return value;
  }
  std::string_view word() {
    std::size_t count = 0;
    while (count < rest_.size() && is_letter(rest_[count])) ++count;
    const std::string_view found = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return found;
  }

 private:
  std::string_view rest_;
};

/// "Z", "UTC", "+02:00", "-0530" → minutes east; nullopt for anything else. Nothing is UTC.
std::optional<int> zone(Cursor& text) {
  text.skip_blanks();
  if (text.done() || text.take("Z") || text.take("UTC") || text.take("GMT")) {
    text.skip_blanks();
    if (text.done()) return 0;
  }
  const char sign = text.take_any("+-");
  const int hours = text.number(2, 4);
  if (sign == '\0' || hours < 0) return std::nullopt;
  int minutes = hours > 99 ? hours / 100 * 60 + hours % 100 : hours * 60;
  if (text.take(":")) {
    const int more = text.number(2, 2);
    if (more < 0) return std::nullopt;
    minutes += more;
  }
  if (!text.done() || minutes > 16 * 60) return std::nullopt;
  return sign == '-' ? -minutes : minutes;
}

/// Hours after "AM" or "PM"; -1 where the hour does not go with it.
int on_24_hours(Cursor& text, int hour) {
  text.skip_blanks();
  const std::string start = lower(text.rest().substr(0, 4));
  for (const std::string_view half : {"am", "pm", "a.m.", "p.m."}) {
    if (!starts_with(start, half)) continue;
    if (hour < 1 || hour > 12) return -1;
    text.take(text.rest().substr(0, half.size()));
    return hour % 12 + (half.front() == 'p' ? 12 : 0);
  }
  return hour;
}

/// "14:05", "2:05:07.5 PM", "14:05:00+02:00" to the end of the text → fraction of the day in UTC.
std::optional<double> time_of_day(Cursor& text) {
  int hour = text.number(1, 2);
  if (hour < 0 || !text.take(":")) return std::nullopt;
  const int minute = text.number(2, 2);
  double second = 0;
  if (text.take(":")) {
    second = text.number(2, 2);
    if (second >= 0 && text.take_any(".,") != '\0') {
      std::size_t length = 0;
      double part = text.number(1, 9, &length);
      if (part < 0) return std::nullopt;
      for (; length > 0; --length) part /= 10;
      second += part;
    }
  }
  hour = on_24_hours(text, hour);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 61)
    return std::nullopt;
  const std::optional<int> east = zone(text);
  if (!east) return std::nullopt;
  return (hour * 3600.0 + (minute - *east) * 60.0 + second) / 86400.0;
}

/// What may stand behind a date: nothing, or a time.
std::optional<DateText> with_time(DateText date, Cursor& text) {
  if (text.done()) return date;
  const bool parted = text.take_any("T, ") != '\0';
  text.skip_blanks();
  if (!parted) return std::nullopt;
  const std::optional<double> time = time_of_day(text);
  if (!time) return std::nullopt;
  date.time = *time;
  return date;
}

bool take_year(Cursor& text, DateText& date) {
  std::size_t length = 0;
  date.year = text.number(2, 4, &length);
  date.short_year = length == 2;
  return date.year >= 0 && length != 3;
}

/// 2023-01-05, 2023/1/5, 2023.01.05, 2023-Jan-05
std::optional<DateText> year_first(Cursor text) {
  DateText date;
  date.year = text.number(4, 4);
  const char mark = text.take_any("-/.");
  if (date.year < 0 || mark == '\0') return std::nullopt;
  date.second = text.number(1, 2);
  if (date.second < 0) date.second = month_named(text.word());
  if (date.second <= 0 || text.take_any({&mark, 1}) == '\0') return std::nullopt;
  date.first = text.number(1, 2);
  if (date.first < 0) return std::nullopt;
  return with_time(date, text);
}

/// 05/06/2023, 5-6-23, 05.06.2023 (dots: always day first)
std::optional<DateText> numbers_first(Cursor text) {
  DateText date;
  date.first = text.number(1, 2);
  const char mark = text.take_any("-/.");
  if (date.first < 0 || mark == '\0') return std::nullopt;
  if (mark == '.') text.skip_blanks();
  date.second = text.number(1, 2);
  if (date.second < 0 || text.take_any({&mark, 1}) == '\0') return std::nullopt;
  if (mark == '.') text.skip_blanks();
  if (!take_year(text, date)) return std::nullopt;
  date.open = mark != '.';
  return with_time(date, text);
}

void take_between(Cursor& text) {
  text.take(".");
  text.take_any("-/,");
  text.skip_blanks();
  if (text.take("de ") || text.take("del ")) text.skip_blanks();
}

/// 5 Jan 2023, 05-Jan-23, 5. März 2023, 5 de enero de 2023
std::optional<DateText> day_then_name(Cursor text) {
  DateText date;
  date.first = text.number(1, 2);
  if (date.first < 0) return std::nullopt;
  for (const std::string_view end : {"st", "nd", "rd", "th"}) {
    if (text.take(end)) break;
  }
  take_between(text);
  date.second = month_named(text.word());
  if (date.second == 0) return std::nullopt;
  take_between(text);
  if (!take_year(text, date)) return std::nullopt;
  return with_time(date, text);
}

/// Jan 5, 2023; January 2023; Jan-23
std::optional<DateText> name_first(Cursor text) {
  DateText date;
  date.second = month_named(text.word());
  if (date.second == 0) return std::nullopt;
  text.take(".");
  Cursor alone = text;
  const char mark = alone.take_any("-/' ");
  if (mark == ' ') alone.skip_blanks();
  if (mark != '\0' && take_year(alone, date) && alone.done() &&
      (!date.short_year || mark == '-' || mark == '\'')) {
    date.first = 1;
    return date;
  }
  take_between(text);
  date.first = text.number(1, 2);
  if (date.first < 0) return std::nullopt;
  for (const std::string_view end : {"st", "nd", "rd", "th"}) {
    if (text.take(end)) break;
  }
  take_between(text);
  if (!take_year(text, date)) return std::nullopt;
  return with_time(date, text);
}

/// "Mon, " and "Monday " before a date.
void skip_weekday(Cursor& text) {
  static constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu",
                                                            "fri", "sat", "sun"};
  const std::string start = lower(text.rest().substr(0, 3));
  for (const std::string_view day : kDays) {
    if (start != day) continue;
    Cursor behind = text;
    behind.word();
    behind.take(",");
    if (behind.rest().empty() || behind.rest().front() != ' ') return;
    behind.skip_blanks();
    text = behind;
    return;
  }
}

int full_year(const DateText& date, Date today) {
  if (!date.short_year) return date.year;
  // Without a today, one that keeps every year up to 2035 in this century.
  const int now = today.days == 0 ? 2025 : civil(today).year;
  return 2000 + date.year > now + 10 ? 1900 + date.year : 2000 + date.year;
}

}  // namespace

std::optional<DateText> date_text(std::string_view cell) {
  if (cell.size() < 5 || cell.size() > 48) return std::nullopt;
  Cursor text(cell);
  skip_weekday(text);
  if (text.rest().empty()) return std::nullopt;
  if (is_letter(text.rest().front())) return name_first(text);
  if (!is_digit(text.rest().front())) return std::nullopt;
  if (std::optional<DateText> date = year_first(text)) return date;
  if (std::optional<DateText> date = numbers_first(text)) return date;
  return day_then_name(text);
}

std::optional<double> days_of(const DateText& date, DateOrder order, Date today) {
  const bool month_first = date.open && order == DateOrder::kMonthFirst;
  const std::optional<Date> day =
      date_of(full_year(date, today), month_first ? date.first : date.second,
              month_first ? date.second : date.first);
  if (!day) return std::nullopt;
  return day->days + date.time;
}

std::optional<double> days_of_serial(std::string_view cell) {
  Cursor text(cell);
  std::size_t length = 0;
  const int value = text.number(5, 8, &length);
  if (value < 0 || !text.done()) return std::nullopt;
  if (length == 8) {
    const std::optional<Date> day = date_of(value / 10000, value / 100 % 100, value % 100);
    if (!day || value < 18000101 || value > 22001231) return std::nullopt;
    return day->days;
  }
  // 1954-10-03 … 2064-04-08: serials that a customer file can mean.
  if (length != 5 || value < 20000 || value > 60000) return std::nullopt;
  return value - 25569;
}

}  // namespace retainwise::csv
