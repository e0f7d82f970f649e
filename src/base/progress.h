#pragma once
/// How long work says where it is, and how it learns that it should stop.
#include <string_view>

#include "base/result.h"

namespace retainwise {

/// What a job is doing; the names are shown to users and stand in the API.
enum class Stage { kReading, kUnderstanding, kLearning, kScoring, kWriting };

/// "reading" "understanding" "learning" "scoring" "writing".
std::string_view name_of(Stage stage);

/// Called from any thread, often; must return soon.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `done` in 0..1 of this stage.
  virtual void at(Stage stage, double done) = 0;
  /// Rows of the file seen so far, as soon as they are known.
  virtual void rows(std::int64_t count) = 0;
  /// Once true, stays true: the work ends within a second with kCancelled.
  virtual bool cancelled() const = 0;
};

/// Hears nothing, never cancels.
class NoProgress final : public Progress {
 public:
  void at(Stage, double) override {}
  void rows(std::int64_t) override {}
  bool cancelled() const override { return false; }
};

Error cancelled();

}  // namespace retainwise
