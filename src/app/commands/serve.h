#pragma once
/// `retainwise serve`: API, page and worker in one process, until SIGTERM or SIGINT.
#include <string>

#include "app/settings.h"

namespace retainwise::app {

/// The exit code. Prints the address and a one-time sign-in link on stdout.
int serve(const Settings& settings, const std::string& program);

}  // namespace retainwise::app
