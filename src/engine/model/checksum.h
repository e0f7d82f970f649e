#pragma once
/// CRC-32C (Castagnoli; RFC 3720 appendix B.4): finds damage, not malice.
#include <cstdint>
#include <string_view>

namespace retainwise::model {

std::uint32_t crc32c(std::string_view bytes);

}  // namespace retainwise::model
