#include "service/auth/jwk_set.h"

#include <algorithm>

namespace retainwise::auth {
namespace {

std::optional<std::string> id_of(const Json& jwk) {
  const auto found = jwk.find("kid");
  if (found == jwk.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

Result<JwkSet> JwkSet::read(std::string_view text) {
  const auto json = parse_json(text, {kMostDepth, kMostBytes});
  if (!json.ok()) return unavailable("The provider's keys cannot be read.", json.error().what);
  const auto list = json->is_object() ? json->find("keys") : json->end();
  if (list == json->end() || !list->is_array())
    return unavailable("The provider's keys cannot be read.", "no array \"keys\"");
  JwkSet set;
  for (const Json& jwk : *list) {
    auto key = PublicKey::from_jwk(jwk);
    if (!key.ok()) continue;  // of another kind, or too weak
    set.keys_.emplace_back(id_of(jwk), std::make_shared<const PublicKey>(std::move(*key)));
  }
  return set;
}

std::shared_ptr<const PublicKey> JwkSet::find(const std::optional<std::string>& key_id) const {
  if (!key_id) return keys_.size() == 1 ? keys_.front().second : nullptr;
  const auto is_it = [&](const auto& each) { return each.first == key_id; };
  const auto found = std::find_if(keys_.begin(), keys_.end(), is_it);
  if (found == keys_.end() || std::any_of(found + 1, keys_.end(), is_it)) return nullptr;
  return found->second;
}

}  // namespace retainwise::auth
