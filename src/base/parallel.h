#pragma once
/// Work on several cores with an answer that does not depend on their number.
#include <cstddef>
#include <functional>

namespace retainwise {

/// Calls work(0) … work(count − 1), each exactly once, on up to `threads` threads (the caller's is
/// one of them), and returns when all are done. `work` writes only to its own index's place, so the
/// result is the same for any `threads` ≥ 1. An exception in `work` ends the program.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace retainwise
