#pragma once
/// What the cells of a column look like, learned from rows of the right width, so that a damaged
/// row can be asked which of its readings makes sense.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace retainwise::csv {

/// Letters → 'a', digits → '9', runs once: "RI-8070" → "a-9". Blanks and marks stay.
std::string shape_of(std::string_view cell);

/// How much a cell must be like the others of its column.
enum class Likeness : std::uint8_t {
  kKind,   ///< a number among numbers, a date among dates, a word of a short list, any text
  kShape,  ///< and letters, digits and marks in an order that was seen there
};

class ColumnShape {
 public:
  void learn(std::string_view cell);
  bool fits(std::string_view cell, Likeness likeness) const;

 private:
  static constexpr std::size_t kManyShapes = 24;
  std::size_t learned_ = 0, empty_ = 0, numbers_ = 0, dates_ = 0;
  std::unordered_set<std::string> shapes_;
  std::unordered_set<std::string> texts_;
};

class RowShape {
 public:
  explicit RowShape(std::size_t width) : columns_(width) {}
  void learn(const std::vector<std::string>& cells);
  std::size_t width() const { return columns_.size(); }
  bool fits(std::size_t column, std::string_view cell, Likeness likeness) const {
    return columns_[column].fits(cell, likeness);
  }

 private:
  std::vector<ColumnShape> columns_;
};

}  // namespace retainwise::csv
