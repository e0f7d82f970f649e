#pragma once
/// Rows of a table → features. The one place that reads cells for a model, so that learning and
/// scoring can never differ.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/model/model.h"
#include "engine/table/table.h"

namespace retainwise::model {

/// A table seen as a model's inputs. Both must outlive it. Any number of threads may read it.
class InputView {
 public:
  /// `columns[i]` is the table's column for inputs[i]; nullopt: read as missing in every row.
  InputView(std::span<const InputColumn> inputs, const table::Table& table,
            std::span<const std::optional<std::size_t>> columns);
  /// Columns by exact name.
  InputView(std::span<const InputColumn> inputs, const table::Table& table);

  std::size_t rows() const { return rows_; }
  std::size_t inputs() const { return columns_.size(); }
  /// NaN where missing, where the column is no number, and for categories.
  double number(std::size_t input, std::size_t row) const;
  /// Place in InputColumn::levels; -1 where missing or not among them.
  std::int32_t level(std::size_t input, std::size_t row) const;
  bool missing(std::size_t input, std::size_t row) const;
  /// A number or boolean of 1, or a category's text that means yes ("Yes", "oui" …).
  bool says_yes(std::size_t input, std::size_t row) const;

 private:
  struct Source {
    const table::Column* column = nullptr;
    std::vector<std::int32_t> level_of_code;  ///< of a category
    std::vector<bool> yes_of_code;            ///< of a category
  };
  std::size_t rows_ = 0;
  std::vector<Source> columns_;
};

/// Feature f of row first + r → out[f · count + r] (column-major); out.size() = features · count.
void encode(const Encoding& encoding, const InputView& view, std::size_t first, std::size_t count,
            std::span<float> out);

}  // namespace retainwise::model
