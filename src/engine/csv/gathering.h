#pragma once
/// The cells of one column while the rows go by: each different text once, or, as soon as a column
/// of many plain numbers is recognised, the numbers themselves.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/interner.h"

namespace retainwise::csv {

enum class Gather : std::uint8_t {
  kFast,   ///< may go over to plain numbers
  kTexts,  ///< every text is kept
};

class Gathering {
 public:
  Gathering(Gather how, std::uint64_t seed, std::size_t rows);

  /// The next `rows` cells, `step` views apart; blanks at their ends, the quotes of ="0012" and an
  /// apostrophe before a formula do not count. Behind each cell's start kReadable bytes may be read
  /// (row_cells.h).
  void add(const std::string_view* cells, std::size_t step, std::size_t rows);
  /// False if a cell came that plain numbers cannot hold, or if they turned out to be in doubt
  /// (only d.ddd): the column must be gathered again with kTexts.
  bool whole() const { return !failed_ && (!direct_ || !open_ || dotted_); }
  /// True where numbers() holds the column, false where codes() and texts() do.
  bool direct() const { return direct_; }
  bool dotted() const { return dotted_; }

  std::vector<double>& numbers() { return numbers_; }
  /// table::kMissing for cells that are missing in a column of any type.
  std::vector<std::uint32_t>& codes() { return codes_; }
  /// Cells of each of texts().
  std::span<const std::uint32_t> counts() const { return std::span(counts_).subspan(1); }
  const std::vector<std::string>& texts() const { return texts_.texts(); }
  std::vector<std::string> take_texts() { return texts_.take(); }

 private:
  /// Both give back how many of the cells they took: at most kAtOnce.
  std::size_t add_texts(const std::string_view* cells, std::size_t step, std::size_t rows);
  std::size_t add_numbers(const std::string_view* cells, std::size_t step, std::size_t rows);
  std::uint32_t careful_code(std::string_view cell);
  void try_direct();
  bool note_number(std::string_view cell, double& value);

  Gather how_;
  bool direct_ = false, failed_ = false, open_ = false, dotted_ = false;
  table::Interner texts_;
  std::vector<std::uint32_t> codes_;
  std::vector<std::uint32_t> counts_{0};  ///< by code + 1: the missing cells come first
  std::vector<double> numbers_;
};

}  // namespace retainwise::csv
