#pragma once
/// Views of bytes, and the two casts between bytes and characters that the rest of the code needs.
#include <cstddef>
#include <span>
#include <string_view>

namespace retainwise {

using ByteSpan = std::span<const std::byte>;

inline ByteSpan as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

inline std::string_view as_text(ByteSpan bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace retainwise
