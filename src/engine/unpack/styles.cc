#include "engine/unpack/styles.h"

#include <charconv>
#include <map>
#include <string>

#include "engine/unpack/damaged_workbook.h"
#include "engine/unpack/limits.h"

namespace retainwise::unpack {
namespace {

int id_of(std::string_view text) {
  int id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

}  // namespace

/// <numFmts> gives codes to ids, <cellXfs> lists the styles that cells name by their place.
class StylesEvents final : public XmlEvents {
 public:
  explicit StylesEvents(Styles& styles) : styles_(styles) {}

  Result<void> open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_styles_ = true;
    if (styles_.formats_.size() == kMostStyles || codes_.size() == kMostStyles)
      return damaged_workbook("it has more than 65,490 cell styles");
    if (name == "numFmt")
      codes_[id_of(attributes.value("numFmtId"))] = format_of(attributes.value("formatCode"));
    if (name == "xf" && in_cell_styles_)
      styles_.formats_.push_back(format(id_of(attributes.value("numFmtId"))));
    return {};
  }

  Result<void> close(std::string_view name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
    return {};
  }

  Result<void> text(std::string_view) override { return {}; }

 private:
  NumberFormat format(int id) const {
    const auto own = codes_.find(id);
    return own == codes_.end() ? built_in_format(id) : own->second;
  }

  Styles& styles_;
  std::map<int, NumberFormat> codes_;
  bool in_cell_styles_ = false;
};

Result<Styles> Styles::read(const ZipEntry& part, Allowance& allowance, const Progress& progress) {
  Styles styles;
  StylesEvents events(styles);
  RW_CHECK_OK(read_xml(part, events, allowance, progress));
  return styles;
}

}  // namespace retainwise::unpack
