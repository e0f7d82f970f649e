#include "engine/report/scored_file.h"

#include "base/text.h"

namespace retainwise::report {
namespace {

std::string value_of(const ScoredInput& input, std::span<const std::string> cells) {
  if (!input.place) return "(not in the file)";
  const std::string_view cell =
      *input.place < cells.size() ? trim(cells[*input.place]) : std::string_view();
  return cell.empty() ? "(blank)" : std::string(cell);
}

}  // namespace

std::string_view name_of(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::kOutOfFold: return "out_of_fold";
    case ScoreKind::kStarter: return "starter";
    case ScoreKind::kModel: break;
  }
  return "model";
}

int ScoredFile::points(std::size_t row) const {
  return static_cast<int>(digest.log_odds()[row]);
}

std::string_view ScoredFile::id_of(std::span<const std::string> cells) const {
  if (!id || *id >= cells.size()) return {};
  return trim(cells[*id]);
}

std::vector<NamedReason> ScoredFile::named(std::span<const Reason> reasons,
                                           std::span<const std::string> cells) const {
  std::vector<NamedReason> out;
  for (const Reason& reason : reasons) {
    const ScoredInput& input = inputs[reason.input];
    out.push_back({input.name, value_of(input, cells), reason.factor, reason.points});
  }
  return out;
}

std::string ScoredFile::explained(std::size_t row, std::span<const NamedReason> reasons,
                                  std::span<const NamedReason> keeps) const {
  if (unit() == Unit::kPoints)
    return explanation_of_points(states[row], points(row), most_points, reasons);
  if (!bands.high_from) return explanation_of_chance(probability[row]);
  return explanation(states[row], probability[row], reasons, keeps);
}

}  // namespace retainwise::report
