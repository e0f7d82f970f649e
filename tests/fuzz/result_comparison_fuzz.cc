// Two files on both sides of the first NUL, held against each other: never a crash, equal exactly
// where the bytes are, and the same answer whatever pieces the second one comes in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/report/result_comparison.h"

namespace {

retainwise::report::ResultDifference compared(std::string_view result, std::string_view repetition,
                                              std::size_t piece) {
  retainwise::report::ResultComparison comparison(result);
  for (std::size_t at = 0; at < repetition.size(); at += piece)
    if (!comparison.write(repetition.substr(at, piece)).ok()) std::abort();
  return comparison.finish(',');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view both(reinterpret_cast<const char*>(bytes), size);
  const std::size_t middle = both.find('\0');
  if (middle == std::string_view::npos) return 0;
  const std::string_view result = both.substr(0, middle), repetition = both.substr(middle + 1);
  const auto whole = compared(result, repetition, size);
  const auto pieces = compared(result, repetition, 3);
  if ((whole.different == 0) != (result == repetition)) std::abort();
  if (whole.first.has_value() != (whole.different > 0)) std::abort();
  if (whole.different != pieces.different || whole.records != pieces.records) std::abort();
  return 0;
}
