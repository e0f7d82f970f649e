#include "engine/table/builder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_set>

#include "base/text.h"
#include "engine/table/interner.h"

namespace retainwise::table {
namespace {

/// One value for each text; different texts may mean the same ("1.0", "1").
std::vector<double> values_of(const Levels& levels, const std::vector<double>& values) {
  std::vector<double> by_text(levels.texts.size(), std::nan(""));
  std::size_t left = by_text.size();
  for (std::size_t row = 0; row < values.size() && left > 0; ++row) {
    if (levels.codes[row] == kMissing) continue;
    double& value = by_text[levels.codes[row]];
    left -= std::isnan(value) && !std::isnan(values[row]) ? 1U : 0U;
    value = values[row];
  }
  return by_text;
}

/// 0 and -0 are one.
std::uint64_t bits_of(double value) {
  return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
}

/// Different values, NaN apart. An open table of their bits: a sort of a million numbers takes ten
/// times as long.
class ValueSet {
 public:
  ValueSet() : slots_(kFirstSlots, kFree) {}

  /// False where the values collide so often that somebody chose them for it: the set is then of
  /// no use any more.
  bool add(double value) {
    if (std::isnan(value)) return true;
    const std::size_t before = size_;
    if (!insert(bits_of(value))) return false;
    return size_ == before || size_ * 2 <= slots_.size() || grow();
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kFirstSlots = 1024;
  /// A table half full of values that nobody chose has no chain of a hundred.
  static constexpr std::size_t kLongestChain = 1024;
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};  // a NaN

  bool insert(std::uint64_t bits) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = folded_product(bits ^ 0xa0761d6478bd642fULL, 0xe7037ed1a0b428dbULL) & mask;
    for (std::size_t steps = 0; steps < kLongestChain; ++steps, at = (at + 1) & mask) {
      if (slots_[at] == bits) return true;
      if (slots_[at] != kFree) continue;
      slots_[at] = bits;
      ++size_;
      return true;
    }
    return false;
  }

  bool grow() {
    std::vector<std::uint64_t> old(slots_.size() * 2, kFree);
    old.swap(slots_);
    size_ = 0;
    return std::all_of(old.begin(), old.end(),
                       [this](std::uint64_t bits) { return bits == kFree || insert(bits); });
  }

  std::vector<std::uint64_t> slots_;
  std::size_t size_ = 0;
};

std::size_t distinct_by_sorting(std::span<const double> values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) {
    if (!std::isnan(value)) bits.push_back(bits_of(value));
  }
  std::sort(bits.begin(), bits.end());
  return static_cast<std::size_t>(std::unique(bits.begin(), bits.end()) - bits.begin());
}

std::size_t distinct_values(std::span<const double> values) {
  ValueSet set;
  for (const double value : values) {
    if (!set.add(value)) return distinct_by_sorting(values);
  }
  return set.size();
}

Levels levels_of(std::span<const std::string> cells) {
  Levels levels;
  levels.codes.reserve(cells.size());
  Interner interner;
  for (const std::string& cell : cells)
    levels.codes.push_back(cell.empty() ? kMissing : interner.code(cell));
  levels.texts = interner.take();
  return levels;
}

std::vector<double> truths(std::span<const std::string> cells, std::string_view true_text) {
  std::vector<double> values;
  values.reserve(cells.size());
  for (const std::string& cell : cells)
    values.push_back(cell.empty() ? std::nan("") : cell == true_text ? 1.0 : 0.0);
  return values;
}

}  // namespace

Column ColumnBuilder::values(Type type, std::vector<double> values,
                             std::optional<Levels> levels) && {
  Column column;
  column.name_ = std::move(name_);
  column.type_ = type;
  column.rows_ = values.size();
  column.missing_ = static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }));
  column.distinct_ = distinct_values(levels ? values_of(*levels, values) : values);
  column.numbers_ = std::move(values);
  if (levels && (type == Type::kBoolean || levels->texts.size() <= kMaxNumericLevels)) {
    column.has_codes_ = true;
    column.codes_ = std::move(levels->codes);
    column.dictionary_.texts_ = std::move(levels->texts);
  }
  return column;
}

Column ColumnBuilder::texts(Levels levels) && {
  Column column;
  column.name_ = std::move(name_);
  column.type_ = Type::kText;
  column.rows_ = levels.codes.size();
  column.missing_ =
      static_cast<std::size_t>(std::count(levels.codes.begin(), levels.codes.end(), kMissing));
  column.distinct_ = levels.texts.size();
  column.has_codes_ = true;
  column.codes_ = std::move(levels.codes);
  column.dictionary_.texts_ = std::move(levels.texts);
  return column;
}

Column ColumnBuilder::empty(std::size_t rows) && {
  Column column;
  column.name_ = std::move(name_);
  column.rows_ = rows;
  column.missing_ = rows;
  return column;
}

Column text_column(std::string name, std::span<const std::string> cells) {
  return ColumnBuilder(std::move(name)).texts(levels_of(cells));
}

Column text_column(std::string name, std::initializer_list<std::string> cells) {
  return text_column(std::move(name), std::span(cells.begin(), cells.size()));
}

Column number_column(std::string name, std::vector<double> values) {
  std::vector<std::string> cells;
  cells.reserve(values.size());
  for (const double value : values) cells.push_back(format_number(value));
  return ColumnBuilder(std::move(name)).values(Type::kNumber, std::move(values), levels_of(cells));
}

Column boolean_column(std::string name, std::span<const std::string> cells,
                      std::string_view true_text) {
  return ColumnBuilder(std::move(name))
      .values(Type::kBoolean, truths(cells, true_text), levels_of(cells));
}

Column boolean_column(std::string name, std::initializer_list<std::string> cells,
                      std::string_view true_text) {
  return boolean_column(std::move(name), std::span(cells.begin(), cells.size()), true_text);
}

Column date_column(std::string name, std::span<const std::optional<Date>> days) {
  std::vector<double> values;
  std::vector<std::string> cells;
  for (const std::optional<Date>& day : days) {
    values.push_back(day ? static_cast<double>(day->days) : std::nan(""));
    cells.push_back(day ? iso(*day) : "");
  }
  return ColumnBuilder(std::move(name)).values(Type::kDate, std::move(values), levels_of(cells));
}

TableBuilder& TableBuilder::add(Column column) {
  columns_.push_back(std::move(column));
  return *this;
}

Result<Table> TableBuilder::build() {
  const std::size_t rows = columns_.empty() ? 0 : columns_.front().rows();
  std::unordered_set<std::string> names;
  for (const Column& column : columns_) {
    if (column.rows() != rows)
      return bug("column " + column.name() + " has " + std::to_string(column.rows()) +
                 " rows, the table " + std::to_string(rows));
    if (!names.insert(column.name()).second) return bug("two columns named " + column.name());
  }
  return Table(std::move(columns_), rows);
}

}  // namespace retainwise::table
