#include "service/telemetry/failure.h"

namespace retainwise::telemetry {

Level level_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kBadFile:
    case ErrorKind::kBadRequest:
    case ErrorKind::kNotFound:
    case ErrorKind::kConflict:
    case ErrorKind::kDenied:
    case ErrorKind::kCancelled: return Level::kInfo;
    case ErrorKind::kUnavailable: return Level::kWarning;
    case ErrorKind::kStorageFull:
    case ErrorKind::kBug: break;
  }
  return Level::kError;
}

void log_failure(Log& log, std::string_view event, const Error& error,
                 std::initializer_list<Log::Field> fields) {
  Json object = {{"kind", name_of(error.kind)},
                 {"code", error.code},
                 {"what", error.what},
                 {"detail", error.detail}};
  for (const auto& [name, value] : fields) object[std::string(name)] = value;
  log.write(level_of(error.kind), event, object);
}

}  // namespace retainwise::telemetry
