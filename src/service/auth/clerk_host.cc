#include "service/auth/clerk_host.h"

#include <sodium.h>

#include "base/text.h"
#include "service/auth/provider_url.h"

namespace retainwise::auth {

std::optional<std::string> clerk_host(std::string_view publishable_key) {
  constexpr std::size_t kPrefix = 8, kLongest = 400;
  if (!starts_with(publishable_key, "pk_live_") && !starts_with(publishable_key, "pk_test_"))
    return std::nullopt;
  std::string_view packed = publishable_key.substr(kPrefix);
  while (ends_with(packed, "=")) packed.remove_suffix(1);
  if (packed.size() > kLongest) return std::nullopt;
  std::string host(packed.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(host.data()), host.size(), packed.data(),
                        packed.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
    return std::nullopt;
  host.resize(size);
  if (!ends_with(host, "$")) return std::nullopt;
  host.pop_back();
  const std::string url = "https://" + host;
  if (!is_provider_url(url) || origin_of(url) != url) return std::nullopt;
  return host;
}

}  // namespace retainwise::auth
