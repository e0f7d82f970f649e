#include "base/progress.h"

namespace retainwise {

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::kReading: return "reading";
    case Stage::kUnderstanding: return "understanding";
    case Stage::kLearning: return "learning";
    case Stage::kScoring: return "scoring";
    case Stage::kWriting: return "writing";
  }
  return "";
}

Error cancelled() {
  return {ErrorKind::kCancelled, "cancelled", "Stopped on request.", "", ""};
}

}  // namespace retainwise
