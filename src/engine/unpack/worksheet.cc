#include "engine/unpack/worksheet.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "engine/unpack/damaged_workbook.h"

namespace retainwise::unpack {
namespace {

constexpr std::size_t kMostMerges = 100'000;

struct Reference {
  std::uint32_t row = 0;     ///< from 1
  std::uint32_t column = 0;  ///< from 0
};

/// "C5"; nullopt for anything else, and beyond a spreadsheet's limits.
std::optional<Reference> reference_of(std::string_view text) {
  Reference place;
  std::size_t letters = 0;
  while (letters < text.size() && letters < 4 && text[letters] >= 'A' && text[letters] <= 'Z')
    place.column = place.column * 26 + static_cast<std::uint32_t>(text[letters++] - 'A' + 1);
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + letters, end, place.row);
  if (letters == 0 || error != std::errc() || stop != end) return std::nullopt;
  if (place.column > kMostColumns || place.row == 0 || place.row > kMostRows) return std::nullopt;
  --place.column;
  return place;
}

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "2023-01-05T00:00:00" → "2023-01-05"; with a time, a blank stands between.
std::string day_and_time(std::string_view iso) {
  std::string text(iso);
  const std::size_t t = text.find('T');
  if (t == text.npos) return text;
  if (starts_with(text.substr(t), "T00:00:00") &&
      text.find_first_not_of("0:.Z", t + 1) == text.npos)
    return text.substr(0, t);
  text[t] = ' ';
  return text;
}

class WorksheetEvents final : public XmlEvents {
 public:
  WorksheetEvents(const CellContext& context, Grid& grid) : context_(context), grid_(grid) {}

  Result<void> open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") return begin_row(attributes);
    if (name == "c") return begin_cell(attributes);
    if (name == "mergeCell") return take_merge(attributes.value("ref"));
    if (!in_cell_) return {};
    if (name == "f") formula_ = true;
    if (name == "rPh") aloud_ = true;
    in_text_ = name == "v" || (name == "t" && !aloud_);
    return {};
  }

  Result<void> close(std::string_view name) override {
    if (name == "rPh") aloud_ = false;
    if (name == "v" || name == "t") in_text_ = false;
    if (name != "c" || !in_cell_) return {};
    in_cell_ = false;
    return end_cell();
  }

  Result<void> text(std::string_view text) override {
    if (in_text_) value_ += text;
    return {};
  }

 private:
  Error misplaced(std::string_view what) const {
    return damaged_workbook("a " + std::string(what) +
                            " of the sheet stands out of order or beyond the last place there is "
                            "(at row " +
                            std::to_string(row_) + ")");
  }

  Result<void> begin_row(const XmlAttributes& attributes) {
    const auto said = attributes.find("r");
    const std::uint32_t number = said ? whole(*said).value_or(0) : row_ + 1;
    if (number <= row_ || number > kMostRows) return misplaced("row");
    row_ = number;
    next_column_ = 0;
    return {};
  }

  Result<void> begin_cell(const XmlAttributes& attributes) {
    column_ = next_column_;
    if (const auto said = attributes.find("r")) {
      const auto place = reference_of(*said);
      if (!place || place->row != row_ || place->column < next_column_) return misplaced("cell");
      column_ = place->column;
    }
    if (column_ >= kMostColumns || row_ == 0) return misplaced("cell");
    next_column_ = column_ + 1;
    type_ = attributes.find("t").value_or("n");
    style_ = whole(attributes.value("s")).value_or(0);
    value_.clear();
    formula_ = aloud_ = in_text_ = false;
    in_cell_ = true;
    return {};
  }

  Result<void> end_cell() {
    if (formula_ && value_.empty() && type_ != "str") ++grid_.formulas_without_value;
    if (value_.empty()) return {};
    if (type_ == "s") return add_shared();
    if (type_ == "b") return add(CellKind::kText, value_ == "0" ? "FALSE" : "TRUE");
    if (type_ == "e") return add(CellKind::kError, value_);
    if (type_ == "d") return add(CellKind::kText, day_and_time(value_));
    if (type_ == "n") return add_number();
    return add(CellKind::kText, without_escapes(value_));  // "str", "inlineStr"
  }

  Result<void> add_shared() {
    const auto index = whole(value_);
    if (!index || *index >= context_.strings.size())
      return damaged_workbook("a cell of row " + std::to_string(row_) +
                              " names a text that is not there");
    return add(CellKind::kText, context_.strings.text(*index));
  }

  Result<void> add_number() {
    const NumberFormat& format = context_.styles.format(style_);
    const bool number = format.shown == Shown::kNumber;
    const bool percent = format.shown == Shown::kPercent;
    const CellKind kind = percent  ? CellKind::kPercent
                          : number ? CellKind::kNumber
                                   : CellKind::kText;
    return add(kind, shown_text(value_, format, context_.epoch));
  }

  Result<void> add(CellKind kind, std::string_view text) {
    return grid_.add(row_, {column_, kind, text});
  }

  Result<void> take_merge(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == range.npos || grid_.merges.size() == kMostMerges) return {};
    const auto first = reference_of(range.substr(0, colon));
    const auto last = reference_of(range.substr(colon + 1));
    if (first && last && first->column == last->column && first->row < last->row)
      grid_.merges.push_back({first->column, first->row, last->row});
    return {};
  }

  const CellContext& context_;
  Grid& grid_;
  std::uint32_t row_ = 0, column_ = 0, next_column_ = 0, style_ = 0;
  std::string type_, value_;
  bool in_cell_ = false, in_text_ = false, formula_ = false, aloud_ = false;
};

}  // namespace

Result<Grid> read_worksheet(const ZipEntry& part, const CellContext& context, std::uint64_t most,
                            Allowance& allowance, const Progress& progress) {
  Grid grid(most);
  WorksheetEvents events(context, grid);
  RW_CHECK_OK(read_xml(part, events, allowance, progress));
  std::sort(grid.merges.begin(), grid.merges.end(),
            [](const Merge& a, const Merge& b) { return a.first_row < b.first_row; });
  return grid;
}

}  // namespace retainwise::unpack
