#include "service/auth/key_source.h"

namespace retainwise::auth {
namespace {

class FixedKey final : public KeySource {
 public:
  explicit FixedKey(PublicKey key) : key_(std::make_shared<const PublicKey>(std::move(key))) {}

  Result<std::shared_ptr<const PublicKey>> find(const std::optional<std::string>&) override {
    return key_;
  }
  IdentityHealth health() override { return {}; }

 private:
  const std::shared_ptr<const PublicKey> key_;  // set once
};

}  // namespace

std::unique_ptr<KeySource> make_fixed_key(PublicKey key) {
  return std::make_unique<FixedKey>(std::move(key));
}

}  // namespace retainwise::auth
