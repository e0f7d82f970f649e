#include "service/auth/base64url.h"

#include <sodium.h>

#include <algorithm>

namespace retainwise::auth {
namespace {

bool is_of_alphabet(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

}  // namespace

std::optional<std::string> decode_base64url(std::string_view text) {
  // libsodium 1.0.18 takes some bytes above 127 for letters.
  if (!std::all_of(text.begin(), text.end(), is_of_alphabet)) return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  // Without a place for the end, libsodium refuses what it could not read to the end.
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

}  // namespace retainwise::auth
