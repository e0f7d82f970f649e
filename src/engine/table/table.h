#pragma once
/// A customer file in memory: columns of one type each, the same number of rows in all.
/// Values only; the cells' own bytes stay with the reader (csv::Reading). Immutable once built
/// (see builder.h), so that any number of threads may read it.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::table {

enum class Type : std::uint8_t { kEmpty, kNumber, kBoolean, kDate, kDateAmbiguous, kText };

/// "empty" "number" "boolean" "date" "date_ambiguous" "text".
std::string_view name_of(Type type);

inline constexpr std::uint32_t kMissing = std::numeric_limits<std::uint32_t>::max();
/// A number or date column keeps the texts of its cells as well while there are at most so many
/// different ones: enough for every outcome and every category written in digits.
inline constexpr std::size_t kMaxNumericLevels = 300;

/// Different cell texts (trimmed, as in the file), numbered by first appearance.
class Dictionary {
 public:
  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::uint32_t code) const { return texts_[code]; }
  std::span<const std::string> texts() const { return texts_; }

 private:
  friend class ColumnBuilder;
  std::vector<std::string> texts_;
};

class Column {
 public:
  /// Cleaned and unique in its table; what users see and options name.
  const std::string& name() const { return name_; }
  Type type() const { return type_; }
  std::size_t rows() const { return rows_; }
  std::size_t missing() const { return missing_; }
  /// Number: the value. Date and ambiguous date: days since 1970-01-01 UTC, time of day as the
  /// fraction. Boolean: 1 or 0. NaN where missing. Empty span for text and empty columns.
  std::span<const double> numbers() const { return numbers_; }
  /// True for text and boolean columns, and for numbers and dates of at most kMaxNumericLevels
  /// texts.
  bool has_codes() const { return has_codes_; }
  /// A cell's place in dictionary(), kMissing where missing. Empty span unless has_codes().
  std::span<const std::uint32_t> codes() const { return codes_; }
  const Dictionary& dictionary() const { return dictionary_; }
  /// Different values, missing apart.
  std::size_t distinct() const { return distinct_; }

 private:
  friend class ColumnBuilder;
  std::string name_;
  Type type_ = Type::kEmpty;
  std::size_t rows_ = 0, missing_ = 0, distinct_ = 0;
  bool has_codes_ = false;
  std::vector<double> numbers_;
  std::vector<std::uint32_t> codes_;
  Dictionary dictionary_;
};

class Table {
 public:
  Table() = default;
  Table(std::vector<Column> columns, std::size_t rows)
      : columns_(std::move(columns)), rows_(rows) {}
  std::size_t rows() const { return rows_; }
  std::span<const Column> columns() const { return columns_; }
  const Column& column(std::size_t index) const { return columns_[index]; }
  /// By exact name.
  std::optional<std::size_t> find(std::string_view name) const;

 private:
  std::vector<Column> columns_;
  std::size_t rows_ = 0;
};

}  // namespace retainwise::table
