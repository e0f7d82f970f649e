// parse_json on any bytes: never a crash, and what it takes it writes and reads again unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace retainwise;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto json = parse_json(text);
  if (!json.ok()) return 0;
  const auto again = parse_json(to_text(*json));
  if (!again.ok() || to_text(*again) != to_text(*json)) std::abort();
  return 0;
}
