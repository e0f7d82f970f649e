#include "engine/csv/fitting.h"

#include "base/text.h"
#include "engine/csv/header.h"
#include "engine/csv/missing.h"

namespace retainwise::csv {
std::string shape_of(std::string_view cell) {
  std::string shape;
  for (const char c : cell) {
    const char next = class_of(c);
    if (shape.empty() || shape.back() != next || (next != 'a' && next != '9')) shape += next;
  }
  return shape;
}

std::string pattern_of(std::string_view cell) {
  std::string pattern;
  for (const char c : cell) pattern += class_of(c);
  return pattern;
}

void ColumnShape::learn(std::string_view cell) {
  cell = trim(cell);
  ++learned_;
  if (is_missing(cell)) {
    ++empty_;
    return;
  }
  const CellKind kind = kind_of(cell);
  numbers_ += kind == CellKind::kNumber ? 1U : 0U;
  dates_ += kind == CellKind::kDate ? 1U : 0U;
  if (shapes_.size() <= kManyShapes) shapes_.insert(shape_of(cell));
  if (patterns_.size() <= kManyShapes || patterns_.contains(pattern_of(cell)))
    ++patterns_[pattern_of(cell)];
  if (texts_.size() <= learned_ / 4 + 8) texts_.emplace(cell);
}

bool ColumnShape::fits(std::string_view cell) const {
  cell = trim(cell);
  const std::size_t filled = learned_ - empty_;
  if (is_missing(cell)) return empty_ > 0;
  if (filled == 0) return false;
  const CellKind kind = kind_of(cell);
  if (numbers_ == filled) return kind == CellKind::kNumber;
  if (dates_ == filled) return kind == CellKind::kDate;
  if (kind == CellKind::kNumber && numbers_ == 0) return false;
  if (kind == CellKind::kDate && dates_ == 0) return false;
  // Few texts again and again are a list of choices; a new one is not among them.
  if (learned_ >= 20 && texts_.size() * 4 <= learned_) return texts_.contains(std::string(cell));
  return true;
}

std::int64_t ColumnShape::cost(std::string_view cell) const {
  if (!fits(cell)) return kNoFit;
  cell = trim(cell);
  if (is_missing(cell)) return 0;
  const auto found = patterns_.find(pattern_of(cell));
  if (found != patterns_.end()) return found->second * 10 >= learned_ - empty_ ? 0 : 1;
  if (shapes_.size() > kManyShapes) return 1;
  return shapes_.contains(shape_of(cell)) ? 2 : 6;
}

std::int64_t RowShape::cost(const std::vector<std::string>& cells) const {
  if (cells.size() != columns_.size()) return kNoFit;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) sum += columns_[i].cost(cells[i]);
  return sum;
}

void RowShape::learn(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) columns_[i].learn(cells[i]);
}

}  // namespace retainwise::csv
