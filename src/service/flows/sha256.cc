#include "service/flows/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "service/flows/hex.h"

namespace retainwise::flows {
namespace {

EVP_MD_CTX* digest(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

void Sha256::Free::operator()(void* context) const {
  EVP_MD_CTX_free(digest(context));
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  broken_ = !context_ || EVP_DigestInit_ex(digest(context_.get()), EVP_sha256(), nullptr) != 1;
}

void Sha256::update(ByteSpan bytes) {
  if (broken_) return;
  broken_ = EVP_DigestUpdate(digest(context_.get()), bytes.data(), bytes.size()) != 1;
}

Result<std::string> Sha256::finish() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (broken_ || EVP_DigestFinal_ex(digest(context_.get()), bytes.data(), &size) != 1)
    return bug("OpenSSL could not make a SHA-256");
  broken_ = true;  // a second finish() has nothing to say
  return hex(std::as_bytes(std::span(bytes.data(), size)));
}

std::string sha256_hex(ByteSpan bytes) {
  Sha256 sha256;
  sha256.update(bytes);
  auto hash = sha256.finish();
  return hash.ok() ? std::move(hash).value() : "";
}

}  // namespace retainwise::flows
