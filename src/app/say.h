#pragma once
/// How the program speaks to a person on a terminal: errors on stderr, in colour only where stderr
/// is a terminal.
#include "base/error.h"

namespace retainwise::app {

/// Whether to write in colours there: a terminal, and NO_COLOR (no-color.org) is not set.
bool colours_on(int descriptor);

/// Prints what went wrong, where, and what to do; gives the exit code for it.
int say(const Error& error);

/// Standard output took no more bytes; by errno.
Error cannot_write_output();

}  // namespace retainwise::app
