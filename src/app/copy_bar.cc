#include "app/copy_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/text.h"

namespace retainwise::app {

CopyBar::CopyBar(std::string deed, bool wanted)
    : deed_(std::move(deed)), shown_(wanted && ::isatty(STDERR_FILENO) == 1) {}

CopyBar::~CopyBar() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

flows::OnCopy CopyBar::shown() {
  if (!shown_) return {};
  return [this](const flows::CopyProgress& at) {
    const std::int64_t permille = at.files * 1'000 / std::max<std::int64_t>(at.of, 1);
    if (permille == last_permille_) return;
    last_permille_ = permille;
    std::fprintf(stderr, "\r\x1b[K%s: %s of %s files, %s", deed_.c_str(),
                 with_commas(at.files).c_str(), with_commas(at.of).c_str(),
                 in_megabytes(at.bytes).c_str());
    std::fflush(stderr);
  };
}

std::string in_megabytes(std::int64_t bytes) {
  return format_fixed(static_cast<double>(bytes) / 1e6, 1) + " MB";
}

}  // namespace retainwise::app
