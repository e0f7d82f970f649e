#include "engine/table/interner.h"

#include <cstring>

namespace retainwise::table {
namespace {

// Odd constants of wyhash (public domain).
constexpr std::uint64_t kFirst = 0xa0761d6478bd642fULL;
constexpr std::uint64_t kSecond = 0xe7037ed1a0b428dbULL;

std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t word_at(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

}  // namespace

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = folded_product(seed ^ kFirst, text.size() ^ kSecond);
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 16; left -= 16, at += 16)
    hash = folded_product(word_at(at, 8) ^ kFirst ^ hash, word_at(at + 8, 8) ^ hash ^ seed);
  const std::uint64_t low = word_at(at, left < 8 ? left : 8);
  const std::uint64_t high = left > 8 ? word_at(at + 8, left - 8) : 0;
  hash = folded_product(low ^ kSecond ^ hash, high ^ hash ^ seed);
  return folded_product(hash ^ kFirst, seed ^ kSecond);
}

Interner::Interner(std::uint64_t seed) : seed_(seed), slots_(16) {}

std::uint32_t Interner::code(std::string_view text) {
  if ((texts_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint64_t hash = hash_of(text, seed_);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (!slot.used) {
      slot = {hash, static_cast<std::uint32_t>(texts_.size()), true};
      texts_.emplace_back(text);
      return slot.code;
    }
    if (slot.hash == hash && texts_[slot.code] == text) return slot.code;
  }
}

void Interner::grow() {
  std::vector<Slot> bigger(slots_.size() * 4);
  const std::size_t mask = bigger.size() - 1;
  for (const Slot& slot : slots_) {
    if (!slot.used) continue;
    std::size_t at = slot.hash & mask;
    while (bigger[at].used) at = (at + 1) & mask;
    bigger[at] = slot;
  }
  slots_ = std::move(bigger);
}

}  // namespace retainwise::table
