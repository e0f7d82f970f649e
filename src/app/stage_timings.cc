#include "app/stage_timings.h"

#include <string>

namespace retainwise::app {

bool StageTimings::turn_to(Stage stage, Instant now) {
  if (!spans_.empty() && spans_.back().stage == stage) return false;
  spans_.push_back({stage, now});
  return true;
}

Json StageTimings::seconds(Instant now) const {
  Json json = Json::object();
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const Instant ended = i + 1 < spans_.size() ? spans_[i + 1].began : now;
    const std::string name(name_of(spans_[i].stage));
    json[name] =
        json.value(name, 0.0) + std::chrono::duration<double>(ended - spans_[i].began).count();
  }
  return json;
}

}  // namespace retainwise::app
