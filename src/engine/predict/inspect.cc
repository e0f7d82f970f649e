#include "engine/learn/starter.h"
#include "engine/predict/found.h"
#include "engine/predict/modes.h"
#include "engine/predict/predict.h"
#include "engine/report/columns.h"

namespace retainwise::predict {
namespace {

Json messages_json(const roles::Roles& roles) {
  Json out = Json::array();
  for (const FileIssue& issue : roles.messages) out.push_back(report::message(issue));
  return out;
}

/// null where a run would be refused.
Json mode_of(const Understood& understood) {
  if (understood.roles.can_learn()) return "learn";
  if (learn::has_signals(understood.reading.table, understood.roles)) return kStarter;
  return nullptr;
}

}  // namespace

Json found(const Understood& understood) {
  const auto& [reading, roles] = understood;
  Json header = nullptr;
  if (reading.header_lines > 0) header = reading.header;
  return Json{{"mode", mode_of(understood)},
              {"header", std::move(header)},
              {"outcome", report::outcome(reading, roles)},
              {"columns", report::columns(reading, roles)},
              {"reading", report::reading_report(reading)},
              {"quality", report::quality(reading, roles)},
              {"messages", messages_json(roles)}};
}

Result<Json> inspect(ByteSpan input, const Options& options) {
  NoProgress progress;
  RW_TRY(const Understood understood, understand(input, options, nullptr, progress));
  return found(understood);
}

}  // namespace retainwise::predict
