#pragma once
/// What the cells of a column look like, learned from rows of the right width, so that a damaged
/// row can be asked which of its readings makes sense.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace retainwise::csv {

/// '9' for digits, 'a' for letters and what is no ASCII, else the character itself.
inline char class_of(char c) {
  if (c >= '0' && c <= '9') return '9';
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || static_cast<unsigned char>(c) >= 0x80 ? 'a' : c;
}

/// Letters → 'a', digits → '9', runs once: "RI-8070" → "a-9". Blanks and marks stay.
std::string shape_of(std::string_view cell);
/// The same without running together: "RI-8070" → "aa-9999".
std::string pattern_of(std::string_view cell);

/// More than all costs of a record together.
inline constexpr std::int64_t kNoFit = std::int64_t{1} << 40U;

class ColumnShape {
 public:
  void learn(std::string_view cell);
  /// True for a number among numbers, a date among dates, a word of a short list, any text.
  bool fits(std::string_view cell) const;
  /// 0 for a cell like many of its column, more for one written as few are, kNoFit for a cell that
  /// cannot stand there.
  std::int64_t cost(std::string_view cell) const;

 private:
  static constexpr std::size_t kManyShapes = 24;
  std::size_t learned_ = 0, empty_ = 0, numbers_ = 0, dates_ = 0;
  std::unordered_set<std::string> shapes_;
  std::unordered_map<std::string, std::size_t> patterns_;  ///< letter by letter, by how often
  std::unordered_set<std::string> texts_;
};

class RowShape {
 public:
  explicit RowShape(std::size_t width) : columns_(width) {}
  void learn(const std::vector<std::string>& cells);
  std::size_t width() const { return columns_.size(); }
  bool fits(std::size_t column, std::string_view cell) const { return columns_[column].fits(cell); }
  std::int64_t cost(std::size_t column, std::string_view cell) const {
    return columns_[column].cost(cell);
  }
  /// Of a whole row; kNoFit or more where a cell cannot stand in its column, or with another width.
  std::int64_t cost(const std::vector<std::string>& cells) const;

 private:
  std::vector<ColumnShape> columns_;
};

}  // namespace retainwise::csv
