#pragma once
#include <functional>
#include <string>

namespace retainwise::app {

/// Told once for each part that does not answer yet, before it is waited for: its name at /ready
/// ("database", "blobs"). Why is in the log.
using OnWait = std::function<void(const std::string& part)>;

/// For a command that nobody can ask.
inline void tell_nobody(const std::string&) {}

}  // namespace retainwise::app
