#include "service/auth/secret_hash.h"

#include <sodium.h>

namespace retainwise::auth {

SecretHash hash_of(std::string_view secret) {
  SecretHash hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr,
                     0);
  return hash;
}

std::string hex(const SecretHash& hash) {
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace retainwise::auth
