#pragma once
/// Secrets are compared and kept as their hash (BLAKE2b, 256 bits) only.
#include <array>
#include <string>
#include <string_view>

namespace retainwise::auth {

using SecretHash = std::array<unsigned char, 32>;

SecretHash hash_of(std::string_view secret);
/// 64 lower-case hex digits.
std::string hex(const SecretHash& hash);

}  // namespace retainwise::auth
