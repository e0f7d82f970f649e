#include "app/commands/inspect_rows.h"

#include <iostream>

#include "app/exit_code.h"
#include "app/file_sink.h"
#include "app/input_file.h"
#include "app/run_options.h"
#include "app/say.h"
#include "app/standard_output.h"
#include "engine/csv/reader.h"
#include "engine/csv/rows_json.h"

namespace retainwise::app {
namespace {

Result<csv::Reading> read_rows(const InputFile& input, const csv::ReadOptions& options) {
  NoProgress progress;
  return csv::read(input.bytes(), options, progress);
}

/// The line for one file. `refused` is set where the file was; an error is the sink's.
Result<void> write_line(const std::string& path, const csv::ReadOptions& options, Sink& sink,
                        bool& refused) {
  const auto input = InputFile::open(path);
  refused = !input.ok();
  if (refused) return csv::write_refusal_json(input.error(), sink);
  const auto reading = read_rows(*input, options);
  refused = !reading.ok();
  if (refused) return csv::write_refusal_json(reading.error(), sink);
  return csv::write_rows_json(*reading, sink);
}

/// A line for each name on standard input, sent at once: whoever asks waits for it.
Result<void> write_lines(const csv::ReadOptions& options, StandardOutput& output) {
  std::string name;
  while (std::getline(std::cin, name)) {
    if (!name.empty() && name.back() == '\r') name.pop_back();
    if (name.empty()) continue;
    // Collected first: a line is there whole or not at all.
    StringSink line;
    bool refused = false;
    RW_CHECK_OK(write_line(name, options, line, refused));
    RW_CHECK_OK(output.write(line.text()));
    RW_CHECK_OK(output.flush());
  }
  return {};
}

}  // namespace

int inspect_rows(const InspectArguments& arguments) {
  const auto options = run_options(arguments.options);
  if (!options.ok()) return say(options.error());
  StandardOutput output;
  bool refused = false;
  const auto done = write_line(arguments.file, options->reading, output, refused);
  if (!done.ok()) return say(done.error());
  return refused ? kExitBadFile : kExitFine;
}

int inspect_names(const InspectArguments& arguments) {
  const auto options = run_options(arguments.options);
  if (!options.ok()) return say(options.error());
  StandardOutput output;
  const auto done = write_lines(options->reading, output);
  return done.ok() ? kExitFine : say(done.error());
}

}  // namespace retainwise::app
