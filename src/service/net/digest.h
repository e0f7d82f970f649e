#pragma once
/// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104).
#include <array>
#include <string>
#include <string_view>

namespace retainwise::net {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);
/// 64 lower-case hex digits.
std::string hex(const Digest& digest);

inline std::string_view text_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace retainwise::net
