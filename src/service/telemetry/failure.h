#pragma once
/// How loud the log says that something did not work: by who has to mend it.
#include "service/telemetry/log.h"

namespace retainwise::telemetry {

/// kInfo for what its user mends (a file, a request), kWarning for what passes by itself, kError
/// for what the operator mends: a full disk, a bug.
Level level_of(ErrorKind kind);

/// `kind`, `code`, `what` and `detail` of an error, at its level.
void log_failure(Log& log, std::string_view event, const Error& error,
                 std::initializer_list<Log::Field> fields = {});

}  // namespace retainwise::telemetry
