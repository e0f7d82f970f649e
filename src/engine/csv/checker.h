#pragma once
/// Looks at an upload while it streams in and says at once where the bytes are no table, before
/// anything is queued. Never an accepting judge: reader.h has the last word.
#include <cstdint>
#include <memory>

#include "base/bytes.h"
#include "base/result.h"

namespace retainwise::csv {

/// One thread; memory O(1). After an error every further call gives the same error.
class Checker {
 public:
  Checker();
  ~Checker();
  Checker(Checker&&) noexcept;
  /// kBadFile with a code ("zip", "pdf", "empty", "binary" …), `what` it is and `hint`.
  Result<void> feed(ByteSpan chunk);
  Result<void> finish();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace retainwise::csv
