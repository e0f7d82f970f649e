#include "engine/unpack/workbook.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "engine/unpack/archive_kind.h"
#include "engine/unpack/damaged_workbook.h"
#include "engine/unpack/limits.h"
#include "engine/unpack/worksheet.h"
#include "engine/unpack/xml.h"
#include "engine/unpack/zip.h"

namespace retainwise::unpack {
namespace {

/// XML says in ten characters what a cell says in one or two.
constexpr std::uint64_t kXmlATextByte = 4;

struct Relation {
  std::string kind;  ///< the last word of its type: "worksheet", "sharedStrings" …
  std::string target;
};
using Relations = std::map<std::string, Relation, std::less<>>;

class RelationEvents final : public XmlEvents {
 public:
  Result<void> open(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view type = attributes.value("Type");
    const bool inside = attributes.value("TargetMode") != "External";
    if (relations.size() == kMostRelations)
      return damaged_workbook("one of its parts names more than 20,000 others");
    if (name == "Relationship" && inside)
      relations.emplace(attributes.value("Id"),
                        Relation{std::string(type.substr(type.rfind('/') + 1)),
                                 std::string(attributes.value("Target"))});
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }
  Result<void> text(std::string_view) override { return {}; }

  Relations relations;
};

struct NamedSheet {
  std::string name, relation;
  bool hidden = false;
};

class WorkbookEvents final : public XmlEvents {
 public:
  Result<void> open(std::string_view name, const XmlAttributes& attributes) override {
    if (sheets.size() == kMostSheets) return damaged_workbook("it has more than 10,000 sheets");
    if (name == "sheet")
      sheets.push_back({std::string(attributes.value("name")), std::string(attributes.value("id")),
                        attributes.find("state").value_or("visible") != "visible"});
    const std::string_view since_1904 = attributes.value("date1904");
    if (name == "workbookPr" && (since_1904 == "1" || since_1904 == "true")) epoch = Epoch::k1904;
    return {};
  }
  Result<void> close(std::string_view) override { return {}; }
  Result<void> text(std::string_view) override { return {}; }

  std::vector<NamedSheet> sheets;
  Epoch epoch = Epoch::k1900;
};

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return std::string(slash == part.npos ? "" : part.substr(0, slash + 1));
}

/// What a relation of a part in `folder` names: an absolute name, or one beside the part.
std::string resolved(const std::string& folder, std::string_view target) {
  const bool absolute = starts_with(target, "/");
  std::vector<std::string> way;
  for (const std::string& step : split((absolute ? "" : folder) + std::string(target), '/')) {
    if (step == ".." && !way.empty()) way.pop_back();
    if (!step.empty() && step != "." && step != "..") way.push_back(step);
  }
  std::string name;
  for (const std::string& step : way) name += (name.empty() ? "" : "/") + step;
  return name;
}

std::string relations_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

class Workbook {
 public:
  Workbook(const ZipArchive& archive, std::uint64_t most, const Progress& progress)
      : archive_(archive), most_(most), allowance_(kXmlATextByte * most), progress_(progress) {}

  Result<void> open() {
    RW_TRY(const std::string part, main_part());
    const ZipEntry* entry = archive_.find(part);
    if (entry == nullptr) return no_workbook();
    WorkbookEvents events;
    RW_CHECK_OK(read_xml(*entry, events, allowance_, progress_));
    RW_TRY(relations_, relations(relations_of(part)));
    folder_ = folder_of(part);
    for (NamedSheet& sheet : events.sheets) {
      if (sheet_part(sheet) != nullptr) sheets_.push_back(std::move(sheet));
    }
    if (sheets_.empty()) return damaged_workbook("none of its sheets is there");
    context_.epoch = events.epoch;
    return read_context();
  }

  Result<WorkbookSheet> read(const std::optional<std::string>& wanted) {
    RW_TRY(auto found, wanted ? named(*wanted) : first_with_a_table());
    auto& [sheet, grid] = found;
    WorkbookSheet out;
    out.name = sheet->name;
    for (const NamedSheet& each : sheets_) out.sheets.push_back(each.name);
    out.formulas_without_value = grid.formulas_without_value;
    RW_TRY(out.content, sheet_text(grid, most_));
    return out;
  }

 private:
  using Found = std::pair<const NamedSheet*, Grid>;

  Error no_workbook() const {
    std::string names;
    for (const ZipEntry& entry : archive_.entries()) names += entry.name + '\n';
    return other_archive(names);
  }

  Result<std::string> main_part() {
    RW_TRY(const Relations root, relations("_rels/.rels"));
    for (const auto& [id, relation] : root) {
      if (relation.kind != "officeDocument") continue;
      std::string part = resolved("", relation.target);
      if (!ends_with(lower(part), ".xml") || starts_with(lower(part), "word/") ||
          starts_with(lower(part), "ppt/"))
        return no_workbook();
      return part;
    }
    return std::string("xl/workbook.xml");
  }

  Result<Relations> relations(const std::string& part) {
    RelationEvents events;
    if (const ZipEntry* entry = archive_.find(part))
      RW_CHECK_OK(read_xml(*entry, events, allowance_, progress_));
    return std::move(events.relations);
  }

  const ZipEntry* sheet_part(const NamedSheet& sheet) const {
    const auto relation = relations_.find(sheet.relation);
    if (relation == relations_.end() || relation->second.kind != "worksheet") return nullptr;
    return archive_.find(resolved(folder_, relation->second.target));
  }

  Result<void> read_context() {
    for (const auto& [id, relation] : relations_) {
      if (relation.kind != "sharedStrings" && relation.kind != "styles") continue;
      const ZipEntry* entry = archive_.find(resolved(folder_, relation.target));
      if (entry == nullptr) continue;
      if (relation.kind == "sharedStrings") {
        RW_TRY(context_.strings, SharedStrings::read(*entry, most_, allowance_, progress_));
      } else if (relation.kind == "styles") {
        RW_TRY(context_.styles, Styles::read(*entry, allowance_, progress_));
      }
    }
    return {};
  }

  Result<Grid> grid_of(const NamedSheet& sheet) {
    return read_worksheet(*sheet_part(sheet), context_, most_, allowance_, progress_);
  }

  Result<Found> named(const std::string& wanted) {
    const std::string_view name = trim(wanted);
    for (const NamedSheet& sheet : sheets_) {
      if (lower(trim(sheet.name)) != lower(name)) continue;
      RW_TRY(Grid grid, grid_of(sheet));
      return Found{&sheet, std::move(grid)};
    }
    std::string names;
    for (const NamedSheet& sheet : sheets_)
      names += (names.empty() ? "\"" : ", \"") + shortened(sheet.name, 60) + '"';
    return bad_request("no_such_sheet",
                       "This workbook has no sheet \"" + shortened(wanted, 60) + "\". It has " +
                           shortened(names, 500) + ".",
                       "Correct the option \"sheet\" or leave it out.");
  }

  /// Three columns are a table; two may be the names and values of a cover sheet.
  Result<Found> first_with_a_table() {
    std::optional<Found> best;
    std::size_t best_width = 0;
    for (const bool hidden : {false, true}) {
      for (const NamedSheet& sheet : sheets_) {
        if (sheet.hidden != hidden) continue;
        RW_TRY(Grid grid, grid_of(sheet));
        const std::size_t width = std::min<std::size_t>(table_width(grid), 3);
        if (best && width <= best_width) continue;
        best.emplace(&sheet, std::move(grid));
        best_width = width;
        if (width == 3) return *std::move(best);
      }
    }
    return *std::move(best);
  }

  const ZipArchive& archive_;
  std::uint64_t most_;
  Allowance allowance_;
  const Progress& progress_;
  std::string folder_;
  Relations relations_;
  std::vector<NamedSheet> sheets_;
  CellContext context_;
};

}  // namespace

Result<WorkbookSheet> read_workbook(ByteSpan bytes, const std::optional<std::string>& wanted,
                                    std::uint64_t most, const Progress& progress) {
  RW_TRY(const ZipArchive archive, ZipArchive::open(bytes));
  Workbook workbook(archive, unpacked_limit(bytes.size(), most), progress);
  RW_CHECK_OK(workbook.open());
  return workbook.read(wanted);
}

}  // namespace retainwise::unpack
