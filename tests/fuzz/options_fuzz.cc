// predict::Options on any bytes: a refusal that names what is wrong, or options that survive the
// way to JSON and back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/predict/options.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace retainwise;
  const auto json = parse_json({reinterpret_cast<const char*>(bytes), size});
  if (!json.ok()) return 0;
  const auto options = predict::Options::from_json(*json);
  if (!options.ok()) {
    if (options.error().kind != ErrorKind::kBadRequest || options.error().what.empty())
      std::abort();
    return 0;
  }
  const auto again = predict::Options::from_json(options->to_json());
  if (!again.ok() || again->to_json() != options->to_json()) std::abort();
  return 0;
}
