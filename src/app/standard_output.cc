#include "app/standard_output.h"

#include <cstdio>

#include "app/say.h"

namespace retainwise::app {

Result<void> StandardOutput::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return {};
  return cannot_write_output();
}

Result<void> StandardOutput::flush() {
  if (std::fflush(stdout) == 0) return {};
  return cannot_write_output();
}

}  // namespace retainwise::app
