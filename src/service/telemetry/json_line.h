#pragma once
/// One log event as one line of JSON. For this room only.
#include <string>
#include <string_view>

#include "base/time.h"
#include "service/telemetry/log.h"

namespace retainwise::telemetry {

std::string_view name_of(Level level);  ///< "debug" "info" "warning" "error"

/// Without the line end. Control characters (C0, DEL, C1) and the line separators U+2028 and U+2029
/// stand as \u escapes, so that no reader sees two lines or a terminal command.
std::string json_line(Time time, Level level, std::string_view event, const Json& fields);

}  // namespace retainwise::telemetry
