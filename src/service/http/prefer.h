#pragma once
/// Prefer: wait=N (RFC 7240).
#include <optional>
#include <string_view>

namespace retainwise::http {

/// The seconds of a `wait` preference, at most 60; nullopt where there is none that can be read.
std::optional<int> preferred_wait(std::string_view prefer);

}  // namespace retainwise::http
