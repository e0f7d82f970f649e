#pragma once
/// What a file was found to hold, for a person: docs/formats/inspect.md in words and a table.
#include <cstddef>
#include <string>

#include "base/json.h"

namespace retainwise::app {

/// What the text is written for.
struct Paper {
  bool colour = false;    ///< ANSI colours by role
  std::size_t width = 0;  ///< characters a line may have; 0: as many as it takes
};

/// `found`: what predict::inspect gave. Lines end with '\n' and have no blanks before it; bytes of
/// the file that would steer a terminal are left out.
std::string inspection_text(const Json& found, const Paper& paper);

}  // namespace retainwise::app
