#pragma once
/// One event, one JSON line on stderr: {"time","level","event",…}. Values are escaped, so that one
/// event is one line whatever a user sent. Never log a token, key, e-mail or cell value.
/// Safe to call from any thread.
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/json.h"

namespace retainwise::telemetry {

enum class Level { kDebug, kInfo, kWarning, kError };

/// How loud it is that something did not work, by who has to mend it: kInfo for its user (a file, a
/// request), kWarning for nobody (it passes by itself), kError for the operator (a full disk, a
/// bug).
Level level_of(ErrorKind kind);

class Log {
 public:
  using Field = std::pair<std::string_view, Json>;
  virtual ~Log() = default;
  /// `fields`: an object.
  virtual void write(Level level, std::string_view event, const Json& fields) = 0;

  void debug(std::string_view event, std::initializer_list<Field> fields = {});
  void info(std::string_view event, std::initializer_list<Field> fields = {});
  void warning(std::string_view event, std::initializer_list<Field> fields = {});
  void error(std::string_view event, std::initializer_list<Field> fields = {});
  /// `kind`, `code`, `what` and `detail` of an error.
  void error(std::string_view event, const Error& error, std::initializer_list<Field> fields = {});
  /// The same at the level_of its kind: for what users' files and requests can bring about.
  void failure(std::string_view event, const Error& error,
               std::initializer_list<Field> fields = {});
};

/// JSON lines on stderr from `level` on (spdlog).
std::unique_ptr<Log> make_stderr_log(Level level);
/// Keeps nothing.
std::unique_ptr<Log> make_silent_log();

}  // namespace retainwise::telemetry
