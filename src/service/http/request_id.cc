#include "service/http/request_id.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace retainwise::http {

std::string make_request_id(Random& random) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  std::string id;
  for (const std::byte byte : bytes) {
    id += kHex[std::to_integer<unsigned>(byte) >> 4U];
    id += kHex[std::to_integer<unsigned>(byte) & 15U];
  }
  return id;
}

}  // namespace retainwise::http
