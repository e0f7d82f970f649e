#include "engine/csv/encoding/utf8_text.h"

#include <bit>

namespace retainwise::csv {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

}  // namespace

void Utf8Text::put_bad() {
  if (places_.size() < kPlaces) places_.push_back(used_);
  ++bad_;
  put(0xFFFD);
}

std::size_t Utf8Text::ascii_run(std::string_view bytes) {
  // Eight bytes are written whether or not all are ASCII: what is too much is written over.
  std::size_t at = 0;
  while (at + 8 <= bytes.size()) {
    make_room(8);
    const std::uint64_t word = word_at(bytes.data() + at);
    std::memcpy(text_.data() + used_, &word, sizeof word);
    const std::uint64_t high = word & kHighBits;
    const auto count = static_cast<std::size_t>(high == 0 ? 8 : std::countr_zero(high) / 8);
    used_ += count;
    at += count;
    if (count < 8) return at;
  }
  for (; at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80; ++at)
    put(static_cast<unsigned char>(bytes[at]));
  return at;
}

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at + 8 <= bytes.size()) {
    const std::uint64_t high = word_at(bytes.data() + at) & kHighBits;
    if (high != 0) return at + static_cast<std::size_t>(std::countr_zero(high)) / 8;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

}  // namespace retainwise::csv
