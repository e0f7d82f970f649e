// unpack::gunzip on any bytes: text within its limit or a refusal, and a head that starts the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "engine/unpack/gzip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace retainwise;
  constexpr std::uint64_t kMost = 1U << 20U;
  const auto packed = ByteSpan(reinterpret_cast<const std::byte*>(bytes), size);
  const auto text = unpack::gunzip(packed, kMost, NoProgress());
  const std::string head = unpack::gunzip_head(packed, 100);
  if (!text.ok()) {
    if (text.error().kind != ErrorKind::kBadFile || text.error().hint.empty()) std::abort();
    return 0;
  }
  if (text->size() > kMost || !starts_with(*text, head)) std::abort();
  return 0;
}
