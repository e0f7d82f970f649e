#pragma once
/// A whole reading as one JSON object, cell by cell: docs/formats/rows-json.md.
#include "base/result.h"
#include "base/sink.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

/// One line, with its line end. Memory does not grow with the file; errors are the sink's.
Result<void> write_rows_json(const Reading& reading, Sink& sink);

/// The same for a file that was refused: {"error", "messages"}.
Result<void> write_refusal_json(const Error& error, Sink& sink);

}  // namespace retainwise::csv
