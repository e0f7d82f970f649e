#include "app/commands/inspect.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>

#include "app/commands/inspect_rows.h"
#include "app/commands/inspection_text.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/run_options.h"
#include "app/say.h"
#include "engine/predict/predict.h"

namespace retainwise::app {
namespace {

/// Standard output; a line is cut only where it would not fit a terminal.
Paper paper() {
  ::winsize size{};
  if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    size.ws_col = 0;
  return {colours_on(STDOUT_FILENO), size.ws_col};
}

Result<Json> look(const InspectArguments& arguments) {
  RW_TRY(const auto options, run_options(arguments.options));
  RW_TRY(const auto input, InputFile::open(arguments.file));
  return predict::inspect(input.bytes(), options);
}

}  // namespace

int inspect(const InspectArguments& arguments) {
  if (arguments.names) return inspect_names(arguments);
  if (arguments.json_rows) return inspect_rows(arguments);
  auto found = look(arguments);
  if (!found.ok()) return say(found.error());
  if (arguments.json) {
    std::printf("%s\n", to_text(*found).c_str());
  } else {
    std::fputs(inspection_text(*found, paper()).c_str(), stdout);
  }
  return kExitFine;
}

}  // namespace retainwise::app
