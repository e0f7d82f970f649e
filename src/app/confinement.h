#pragma once
/// What a job process may not do, whatever bug a file finds in it: no network, no other program, no
/// other process, no more memory, disk or descriptors than it was given; it goes first when the
/// machine runs out of memory, and with its parent.
#include <cstdint>

#include "base/result.h"

namespace retainwise::app {

struct Confinement {
  std::int64_t memory_bytes = 0;  ///< of address space, the mapped input not counted
  std::int64_t input_bytes = 0;
  int parent = 0;  ///< process id; 0: any
};

/// For the rest of this process's life. Call before any thread is started. kUnavailable where the
/// parent is gone or the system refuses a restriction.
Result<void> confine(const Confinement& confinement);

}  // namespace retainwise::app
