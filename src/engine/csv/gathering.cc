#include "engine/csv/gathering.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "engine/csv/missing.h"
#include "engine/csv/number.h"
#include "engine/csv/short_number.h"
#include "engine/csv/writer.h"
#include "engine/table/table.h"

namespace retainwise::csv {
namespace {

using table::ShortText;

/// A column with more texts than this is worth a look whether it holds plain numbers.
constexpr std::size_t kManyTexts = 1024;
/// Cells taken into a buffer before they join the column.
constexpr std::size_t kAtOnce = 256;

/// Bytes at a cell's end that may belong to a blank, or at its start to a formula or to an
/// apostrophe that keeps one harmless.
constexpr auto kNeedsALook = [] {
  std::array<bool, 256> needs{};
  for (std::size_t byte = 0; byte < needs.size(); ++byte)
    needs[byte] = byte <= 0x20 || byte >= 0x80 || byte == '=' || byte == '\'';
  return needs;
}();

bool needs_a_look(std::string_view cell) {
  return !cell.empty() && (kNeedsALook[static_cast<unsigned char>(cell.front())] ||
                           kNeedsALook[static_cast<unsigned char>(cell.back())]);
}

/// `="0012"`, which a spreadsheet shows as 0012.
std::string_view without_formula_quotes(std::string_view cell) {
  if (cell.size() >= 4 && cell.front() == '=' && cell[1] == '"' && cell.back() == '"' &&
      cell.substr(2, cell.size() - 3).find('"') == std::string_view::npos)
    return cell.substr(2, cell.size() - 3);
  return cell;
}

/// What the cell says.
std::string_view content(std::string_view cell) {
  return trim(without_formula_quotes(without_neutraliser(cell)));
}

}  // namespace

Gathering::Gathering(Gather how, std::uint64_t seed, std::size_t rows) : how_(how), texts_(seed) {
  codes_.reserve(rows);
}

void Gathering::add(const std::string_view* cells, std::size_t step, std::size_t rows) {
  for (std::size_t taken = 0; taken < rows && !failed_;) {
    const std::string_view* from = cells + taken * step;
    taken += direct_ ? add_numbers(from, step, rows - taken) : add_texts(from, step, rows - taken);
  }
}

/// The code of a cell that was not found as it stands.
std::uint32_t Gathering::careful_code(std::string_view cell) {
  if (needs_a_look(cell)) cell = content(cell);
  std::uint32_t code = table::kMissing;
  if (cell.size() > ShortText::kLongest) return is_missing(cell) ? code : texts_.code(cell);
  const ShortText words = ShortText::of(cell);
  if (texts_.find(words, code)) return code;
  // Whether a text means "missing" is asked only when it is new.
  if (!is_missing(cell)) return texts_.code(cell, words);
  texts_.reserve_word(words, table::kMissing);
  return table::kMissing;
}

std::size_t Gathering::add_texts(const std::string_view* cells, std::size_t step,
                                 std::size_t rows) {
  std::array<std::uint32_t, kAtOnce> codes;
  const std::size_t most = std::min(rows, kAtOnce);
  std::size_t row = 0;
  for (bool many = false; row < most && !many; ++row) {
    const std::string_view cell = cells[row * step];
    std::uint32_t code = 0;
    if (cell.size() > ShortText::kLongest || needs_a_look(cell) ||
        !texts_.find(ShortText::of_readable(cell.data(), cell.size()), code))
      code = careful_code(cell);
    codes[row] = code;
    if (texts_.size() >= counts_.size()) {
      counts_.push_back(0);
      many = how_ == Gather::kFast && texts_.size() > kManyTexts;
    }
    ++counts_[code + 1U];
  }
  codes_.insert(codes_.end(), codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(row));
  if (how_ == Gather::kFast && texts_.size() > kManyTexts) try_direct();
  return row;
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

std::size_t Gathering::add_numbers(const std::string_view* cells, std::size_t step,
                                   std::size_t rows) {
  std::array<double, kAtOnce> numbers;
  const std::size_t most = std::min(rows, kAtOnce);
  std::size_t row = 0;
  for (; row < most && !failed_; ++row) {
    const std::string_view cell = cells[row * step];
    PlainNumber number;
    if (cell.empty()) {
      numbers[row] = std::nan("");
    } else if (short_number(cell.data(), cell.size(), number)) {
      numbers[row] = number.value;
      open_ |= number.open;
      dotted_ |= number.dotted;
    } else {
      failed_ = !note_number(content(cell), numbers[row]);
    }
  }
  numbers_.insert(numbers_.end(), numbers.begin(),
                  numbers.begin() + static_cast<std::ptrdiff_t>(row));
  return row;
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
