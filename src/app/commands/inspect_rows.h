#pragma once
/// `retainwise inspect --json-rows` and `--stdin`: a file cell by cell, as one JSON line.
#include "app/commands/inspect.h"

namespace retainwise::app {

/// One file. Refused: the refusal as JSON, kExitBadFile.
int inspect_rows(const InspectArguments& arguments);

/// A name a line in, a JSON line out, at once; a refused file does not end it.
int inspect_names(const InspectArguments& arguments);

}  // namespace retainwise::app
