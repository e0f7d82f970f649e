#include "service/telemetry/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>

#include "base/time.h"
#include "service/telemetry/json_line.h"

namespace retainwise::telemetry {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::kDebug: return spdlog::level::debug;
    case Level::kInfo: return spdlog::level::info;
    case Level::kWarning: return spdlog::level::warn;
    case Level::kError: return spdlog::level::err;
  }
  return spdlog::level::err;
}

Time now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

Json object_of(std::initializer_list<Log::Field> fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) object[std::string(name)] = value;
  return object;
}

Json object_of(const Error& error, std::initializer_list<Log::Field> fields) {
  Json object = {{"kind", name_of(error.kind)},
                 {"code", error.code},
                 {"what", error.what},
                 {"detail", error.detail}};
  object.update(object_of(fields));
  return object;
}

class StderrLog final : public Log {
 public:
  explicit StderrLog(Level level)
      : logger_("retainwise", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger_.set_pattern("%v");
    logger_.set_level(spdlog_level(level));
    logger_.flush_on(spdlog::level::debug);
  }

  void write(Level level, std::string_view event, const Json& fields) override {
    if (!logger_.should_log(spdlog_level(level))) return;
    logger_.log(spdlog_level(level), "{}", json_line(now(), level, event, fields));
  }

 private:
  spdlog::logger logger_;
};

class SilentLog final : public Log {
 public:
  void write(Level, std::string_view, const Json&) override {}
};

}  // namespace

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

void Log::debug(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::kDebug, event, object_of(fields));
}
void Log::info(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::kInfo, event, object_of(fields));
}
void Log::warning(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::kWarning, event, object_of(fields));
}
void Log::error(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::kError, event, object_of(fields));
}

void Log::error(std::string_view event, const Error& error, std::initializer_list<Field> fields) {
  write(Level::kError, event, object_of(error, fields));
}
void Log::failure(std::string_view event, const Error& error, std::initializer_list<Field> fields) {
  write(level_of(error.kind), event, object_of(error, fields));
}

std::unique_ptr<Log> make_stderr_log(Level level) {
  return std::make_unique<StderrLog>(level);
}
std::unique_ptr<Log> make_silent_log() {
  return std::make_unique<SilentLog>();
}

}  // namespace retainwise::telemetry
