#pragma once
/// The only way to make columns and tables. Each function takes one value a row and works out the
/// counts; what it returns is whole or an error.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "engine/table/table.h"

namespace retainwise::table {

/// Cell texts by code: `codes` has one entry a row (kMissing where missing), each below
/// texts.size(); `texts` are all different.
struct Levels {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> texts;
};

class ColumnBuilder {
 public:
  explicit ColumnBuilder(std::string name) : name_(std::move(name)) {}

  /// A number, boolean, date or ambiguous date column: NaN is missing. `levels` are kept for
  /// booleans, and for the others while there are at most kMaxNumericLevels texts.
  Column values(Type type, std::vector<double> values, std::optional<Levels> levels) &&;
  /// A text column.
  Column texts(Levels levels) &&;
  /// Every cell missing.
  Column empty(std::size_t rows) &&;

 private:
  std::string name_;
};

/// Text column; "" is missing.
Column text_column(std::string name, std::span<const std::string> cells);
Column text_column(std::string name, std::initializer_list<std::string> cells);
/// Number column whose cells are format_number(value); NaN is missing.
Column number_column(std::string name, std::vector<double> values);
/// Boolean column; cells equal to `true_text` are 1, "" is missing, all others 0.
Column boolean_column(std::string name, std::span<const std::string> cells,
                      std::string_view true_text);
Column boolean_column(std::string name, std::initializer_list<std::string> cells,
                      std::string_view true_text);
/// Date column of ISO days; nullopt is missing.
Column date_column(std::string name, std::span<const std::optional<Date>> days);

/// Adds columns of equal length and different names; build() is kBug where they are not.
class TableBuilder {
 public:
  TableBuilder& add(Column column);
  /// Once; the builder is empty afterwards.
  Result<Table> build();

 private:
  std::vector<Column> columns_;
};

}  // namespace retainwise::table
