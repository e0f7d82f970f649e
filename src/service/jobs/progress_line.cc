#include "service/jobs/progress_line.h"

#include <algorithm>

#include "base/json.h"

namespace retainwise::jobs {

std::string progress_line(const store::Beat& beat) {
  return to_text(Json{{"stage", beat.stage}, {"done", beat.progress}, {"rows", beat.rows}}) + '\n';
}

std::optional<store::Beat> parse_progress_line(std::string_view line) {
  const auto json = parse_json(line, {.depth = 4, .bytes = LineCutter::kLongest});
  if (!json.ok() || !json->is_object()) return std::nullopt;
  const auto stage = json->find("stage");
  const auto done = json->find("done");
  const auto rows = json->find("rows");
  if (stage == json->end() || done == json->end() || rows == json->end()) return std::nullopt;
  if (!stage->is_string() || !done->is_number() || !rows->is_number_integer()) return std::nullopt;
  return store::Beat{stage->get<std::string>(), std::clamp(done->get<double>(), 0.0, 1.0),
                     std::max<std::int64_t>(0, rows->get<std::int64_t>())};
}

}  // namespace retainwise::jobs
