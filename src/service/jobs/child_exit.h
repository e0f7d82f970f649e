#pragma once
/// How `retainwise job` says by its exit code how it ended; jobs/child reads it, app/commands/job
/// says it.

namespace retainwise::jobs {

enum ChildExit : int {
  kChildDone = 0,          ///< summary.json is there
  kChildRefused = 3,       ///< error.json is there
  kChildOutOfMemory = 71,  ///< an allocation failed under its limit
  kChildOutOfDisk = 74,    ///< no room, not even for error.json
};

}  // namespace retainwise::jobs
