#pragma once
/// One line of a child's stdout: {"stage":"learning","done":0.25,"rows":7043}.
#include <optional>
#include <string>
#include <string_view>

#include "service/store/predictions.h"

namespace retainwise::jobs {

std::string progress_line(const store::Beat& beat);
/// nullopt for anything else: a child is never trusted to speak well.
std::optional<store::Beat> parse_progress_line(std::string_view line);

/// Cuts a stream into lines; a line longer than `kLongest` is dropped.
class LineCutter {
 public:
  static constexpr std::size_t kLongest = 4096;
  /// Calls `take` for each line that `bytes` completes.
  template <class Take>
  void feed(std::string_view bytes, const Take& take) {
    for (const char c : bytes) {
      if (c == '\n') {
        if (!too_long_) take(std::string_view(line_));
        line_.clear();
        too_long_ = false;
      } else if (line_.size() < kLongest) {
        line_ += c;
      } else {
        too_long_ = true;
      }
    }
  }

 private:
  std::string line_;
  bool too_long_ = false;
};

}  // namespace retainwise::jobs
