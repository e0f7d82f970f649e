#pragma once
/// The files that ship inside the program; made by cmake/embed.cmake. Their bytes live as long as
/// the program. Safe to call from any thread.
#include <span>

#include "service/http/server.h"

namespace retainwise::app {

/// The built page; empty where the program was built without one. Paths start with "/".
std::span<const http::Asset> page_assets();
/// The files of examples/; path = file name.
std::span<const http::Asset> sample_assets();

}  // namespace retainwise::app
