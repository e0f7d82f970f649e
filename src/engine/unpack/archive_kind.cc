#include "engine/unpack/archive_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace retainwise::unpack {
namespace {

struct Kind {
  std::string_view mark;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kSave =
    "Open it in your spreadsheet program and save it as XLSX, or the sheet with the customers as "
    "CSV (UTF-8).";
constexpr std::string_view kExport = "Export the customers as CSV or XLSX and upload that file.";

constexpr std::array kKinds = {
    Kind{"opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)", kSave},
    Kind{"opendocument.", "an OpenDocument file", kExport},
    Kind{"xl/workbook.bin", "a binary Excel workbook (XLSB)", kSave},
    Kind{"xl/worksheets/sheet1.bin", "a binary Excel workbook (XLSB)", kSave},
    Kind{"Index/Document.iwa", "an Apple document (Numbers, Pages or Keynote)", kExport},
    Kind{"word/document", "a Word document (DOCX)", kExport},
    Kind{"word/_rels/", "a Word document (DOCX)", kExport},
    Kind{"ppt/presentation", "a PowerPoint presentation (PPTX)", kExport},
    Kind{"ppt/_rels/", "a PowerPoint presentation (PPTX)", kExport},
    Kind{"META-INF/MANIFEST.MF", "a Java archive", kExport},
};
constexpr Kind kArchive = {"", "a ZIP archive",
                           "Unpack it and upload the CSV or XLSX file inside."};

const Kind* kind_of(std::string_view names) {
  const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [names](const Kind& kind) {
    return contains(names, kind.mark);
  });
  return found == kKinds.end() ? nullptr : found;
}

}  // namespace

Error other_archive(std::string_view names) {
  const Kind* known = kind_of(names);
  const Kind& kind = known == nullptr ? kArchive : *known;
  return bad_file("unsupported_container",
                  "This file is " + std::string(kind.what) + ", not CSV or XLSX.",
                  std::string(kind.hint));
}

bool is_other_archive(std::string_view names) {
  if (kind_of(names) != nullptr) return true;
  return !contains(names, "xl/") && !contains(names, "[Content_Types].xml") &&
         !contains(names, "_rels/") && !contains(names, "docProps/");
}

}  // namespace retainwise::unpack
