#include "service/http/signer.h"

#include <sodium.h>

namespace retainwise::http {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encoded(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, &end, kVariant) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

}  // namespace

Signer::Signer(Random& random) {
  random.fill(key_);
}

Signer::Mac Signer::mac(std::string_view purpose, std::string_view text) const {
  // The purpose's length first: no two pairs give the same bytes.
  const std::string message =
      std::to_string(purpose.size()) + ":" + std::string(purpose) + std::string(text);
  Mac mac{};
  crypto_generichash(mac.data(), mac.size(), bytes_of(message), message.size(),
                     reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
  return mac;
}

std::string Signer::sign(std::string_view purpose, std::string_view text) const {
  const Mac signature = mac(purpose, text);
  std::string bytes(reinterpret_cast<const char*>(signature.data()), signature.size());
  return encoded(bytes += text);
}

std::optional<std::string> Signer::open(std::string_view purpose,
                                        std::string_view signed_text) const {
  if (signed_text.size() > 4096) return std::nullopt;
  auto bytes = decoded(signed_text);
  if (!bytes || bytes->size() < Mac().size()) return std::nullopt;
  std::string text = bytes->substr(Mac().size());
  const Mac expected = mac(purpose, text);
  if (sodium_memcmp(expected.data(), bytes->data(), expected.size()) != 0) return std::nullopt;
  return text;
}

}  // namespace retainwise::http
