#pragma once
/// `retainwise inspect FILE`: what a file holds and what would be done with it.
#include <string>

namespace retainwise::app {

struct InspectArguments {
  std::string file;     ///< "-": standard input
  std::string options;  ///< JSON text, "": none
  bool json = false;
  bool json_rows = false;  ///< every cell, as docs/formats/rows-json.md says
  bool names = false;      ///< --stdin: file names on standard input, one a line; json_rows each
};

/// The exit code.
int inspect(const InspectArguments& arguments);

}  // namespace retainwise::app
