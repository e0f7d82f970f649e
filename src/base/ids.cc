#include "base/ids.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace retainwise {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : kHex.find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

/// RFC 9562 §5.7: 48 bits of Unix milliseconds, version 7, 74 random bits.
std::string uuid_v7(Random& random, Time now) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  auto milliseconds = static_cast<std::uint64_t>(now.unix_ms);
  for (int i = 5; i >= 0; --i, milliseconds >>= 8U)
    bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>(milliseconds & 0xFFU);
  bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x70};
  bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    const auto byte = std::to_integer<unsigned>(bytes[i]);
    out += kHex[byte >> 4U];
    out += kHex[byte & 0x0FU];
  }
  return out;
}

}  // namespace

template <class Tag>
std::optional<Uuid<Tag>> Uuid<Tag>::parse(std::string_view text) {
  if (!is_uuid(text)) return std::nullopt;
  return Uuid(std::string(text));
}

template <class Tag>
Uuid<Tag> Uuid<Tag>::make(Random& random, Time now) {
  return Uuid(uuid_v7(random, now));
}

template <class Tag>
std::optional<Number<Tag>> Number<Tag>::parse(std::string_view text) {
  if (text.empty() || text.front() < '1' || text.front() > '9') return std::nullopt;
  Number number;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template class Uuid<TenantTag>;
template class Uuid<PredictionTag>;
template class Uuid<ModelTag>;
template struct Number<UserTag>;
template struct Number<UploadTag>;
template struct Number<FenceTag>;

std::optional<BlobKey> BlobKey::parse(std::string_view text) {
  if (text.empty() || text.size() > 512) return std::nullopt;
  std::string_view rest = text;
  while (true) {
    const std::size_t end = rest.find('/');
    const std::string_view part = rest.substr(0, end);
    if (part.empty() || part.front() == '.') return std::nullopt;
    const bool safe = std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '_' || c == '-';
    });
    if (!safe) return std::nullopt;
    if (end == std::string_view::npos) return BlobKey(std::string(text));
    rest.remove_prefix(end + 1);
  }
}

}  // namespace retainwise
