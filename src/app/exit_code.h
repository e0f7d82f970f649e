#pragma once
/// What the program says to the shell.
#include "base/error.h"

namespace retainwise::app {

enum ExitCode : int {
  kExitFine = 0,
  kExitFailed = 1,
  kExitUsage = 2,
  kExitBadFile = 3,
  kExitUnavailable = 4,
};

inline ExitCode exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kBadFile: return kExitBadFile;
    case ErrorKind::kBadRequest: return kExitUsage;
    case ErrorKind::kUnavailable:
    case ErrorKind::kStorageFull:
    case ErrorKind::kConflict: return kExitUnavailable;
    default: return kExitFailed;
  }
}

}  // namespace retainwise::app
