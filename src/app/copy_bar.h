#pragma once
/// How far a long copy is, as one line on a terminal's stderr; silent elsewhere.
#include <string>

#include "service/flows/backup.h"

namespace retainwise::app {

class CopyBar {
 public:
  /// `deed`: "Copying". `wanted` false (--quiet, --json): silent on a terminal too.
  CopyBar(std::string deed, bool wanted);
  ~CopyBar();
  CopyBar(const CopyBar&) = delete;
  CopyBar& operator=(const CopyBar&) = delete;

  /// To be given to a flow; the bar must outlive it.
  flows::OnCopy shown();

 private:
  const std::string deed_;
  const bool shown_;
  std::int64_t last_permille_ = -1;
};

/// "1.2 MB" (10^6 bytes).
std::string in_megabytes(std::int64_t bytes);

}  // namespace retainwise::app
