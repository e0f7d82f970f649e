#include "engine/csv/gathering.h"

#include <cmath>

#include "base/text.h"
#include "engine/csv/missing.h"
#include "engine/csv/number.h"
#include "engine/table/table.h"

namespace retainwise::csv {
namespace {

/// A column with more texts than this is worth a look whether it holds plain numbers.
constexpr std::size_t kManyTexts = 1024;

bool may_be_blank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte >= 0x80;
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
  if (cell.empty() || (!may_be_blank(cell.front()) && !may_be_blank(cell.back()))) return cell;
  return trim(cell);
}

void Gathering::add(std::string_view cell) {
  cell = trimmed(cell);
  if (direct_) {
    if (!failed_) add_number(cell);
  } else {
    add_text(cell);
  }
}

void Gathering::add_text(std::string_view cell) {
  if (is_missing(cell)) {
    codes_.push_back(table::kMissing);
    return;
  }
  const std::size_t before = texts_.size();
  codes_.push_back(texts_.code(cell));
  if (how_ == Gather::kFast && before == kManyTexts && texts_.size() > before) try_direct();
}

bool Gathering::note_number(std::string_view cell, double& value) {
  value = std::nan("");
  if (is_missing(cell)) return true;
  const std::optional<PlainNumber> number = plain_number(cell);
  if (!number) return is_missing_value(cell);
  value = number->value;
  open_ |= number->open;
  dotted_ |= number->dotted;
  return true;
}

void Gathering::add_number(std::string_view cell) {
  double value = 0;
  failed_ = !note_number(cell, value);
  numbers_.push_back(value);
}

void Gathering::try_direct() {
  how_ = Gather::kTexts;
  std::vector<double> values;
  for (const std::string& text : texts_.texts()) {
    double value = 0;
    if (!note_number(text, value)) return;
    values.push_back(value);
  }
  direct_ = true;
  numbers_.reserve(codes_.capacity());
  for (const std::uint32_t code : codes_)
    numbers_.push_back(code == table::kMissing ? std::nan("") : values[code]);
  codes_ = {};
}

}  // namespace retainwise::csv
