// csv::Checker gives one answer, whatever the chunks the bytes come in; the first byte is their
// size.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/csv/checker.h"

namespace {

std::string judged(retainwise::ByteSpan input, std::size_t step) {
  retainwise::csv::Checker checker;
  for (; !input.empty(); input = input.subspan(std::min(step, input.size()))) {
    const auto result = checker.feed(input.first(std::min(step, input.size())));
    if (!result.ok()) return result.error().code;
  }
  const auto result = checker.finish();
  return result.ok() ? "" : result.error().code;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto input = retainwise::ByteSpan(reinterpret_cast<const std::byte*>(bytes + 1), size - 1);
  if (judged(input, bytes[0] % 61U + 1U) != judged(input, size)) std::abort();
  return 0;
}
