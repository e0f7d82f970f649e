#pragma once
/// How a command that runs for long hears that it should end.
#include <csignal>

namespace retainwise::app {

/// SIGTERM and SIGINT wait for wait_for_end(); threads started later inherit that. A peer that
/// hangs up is an error code, not a signal.
sigset_t hold_signals();
/// Whether one of them came already; for waits at a start.
bool asked_to_stop();
/// Returns when one of them came.
void wait_for_end(const sigset_t& signals);

}  // namespace retainwise::app
