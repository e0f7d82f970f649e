#include "app/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace retainwise::app {

ProgressBar::ProgressBar(bool wanted) : shown_(wanted && ::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::at(Stage stage, double done) {
  const std::scoped_lock lock(mutex_);
  timings_.turn_to(stage, std::chrono::steady_clock::now());
  if (!shown_) return;
  const int permille = static_cast<int>(std::clamp(done, 0.0, 1.0) * 1000);
  if (stage == last_stage_ && permille == last_permille_) return;
  last_stage_ = stage;
  last_permille_ = permille;
  constexpr int kWidth = 30;
  const auto filled = static_cast<std::size_t>(permille * kWidth / 1000);
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  const std::string name(name_of(stage));
  std::fprintf(stderr, "\r\x1b[K%-13s [%s] %3d %%", name.c_str(), bar.c_str(), permille / 10);
  if (rows_ > 0) std::fprintf(stderr, "  %lld rows", static_cast<long long>(rows_));
  std::fflush(stderr);
}

Json ProgressBar::timings() {
  const std::scoped_lock lock(mutex_);
  return timings_.seconds(std::chrono::steady_clock::now());
}

}  // namespace retainwise::app
