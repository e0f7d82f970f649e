#include "engine/table/interner.h"

namespace retainwise::table {
namespace {

// Odd constants of wyhash (public domain).
constexpr std::uint64_t kFirst = 0xa0761d6478bd642fULL;
constexpr std::uint64_t kSecond = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t kThird = 0x8ebc6af09c88c6e3ULL;
constexpr std::uint64_t kFourth = 0x589965cc75374cc3ULL;

constexpr std::size_t kFirstSlots = 16;

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  return word;
}

/// Four products at a time, which do not wait for each other: a whole file at the speed of memory.
std::uint64_t hash_of_lanes(const char*& at, std::size_t& left, std::uint64_t seed) {
  std::uint64_t lanes[4] = {seed ^ kFirst, seed ^ kSecond, seed ^ kThird, seed ^ kFourth};
  for (; left > 64; left -= 64, at += 64) {
    for (std::size_t i = 0; i < 4; ++i) {
      lanes[i] =
          folded_product(word_at(at + 16 * i) ^ lanes[i], word_at(at + 16 * i + 8) ^ seed ^ kThird);
    }
  }
  return folded_product(lanes[0] ^ kFourth, lanes[1]) ^ folded_product(lanes[2] ^ kFirst, lanes[3]);
}

/// True for equal texts of the same length > ShortText::kLongest.
bool same(std::string_view a, std::string_view b) {
  const std::size_t last = a.size() - 8;
  if (a.size() > 32) return std::memcmp(a.data(), b.data(), a.size()) == 0;
  const std::size_t third = last < 16 ? last : 16;
  return ((word_at(a.data()) ^ word_at(b.data())) |
          (word_at(a.data() + 8) ^ word_at(b.data() + 8)) |
          (word_at(a.data() + third) ^ word_at(b.data() + third)) |
          (word_at(a.data() + last) ^ word_at(b.data() + last))) == 0;
}

}  // namespace

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = folded_product(seed ^ kFirst, text.size() ^ kSecond);
  const char* at = text.data();
  std::size_t left = text.size();
  if (left > 256) hash ^= hash_of_lanes(at, left, seed);
  for (; left > ShortText::kLongest; left -= 16, at += 16)
    hash = folded_product(word_at(at) ^ kFirst ^ hash, word_at(at + 8) ^ hash ^ seed);
  const ShortText rest = text.size() > ShortText::kLongest
                             ? ShortText::of_readable(at + left - 16, 16)
                             : ShortText::of({at, left});
  hash = folded_product(rest.low ^ kSecond ^ hash, rest.high ^ hash ^ seed);
  return folded_product(hash ^ kFirst, seed ^ kSecond);
}

Interner::Interner(std::uint64_t seed)
    : seed_(seed),
      first_seed_(folded_product(seed ^ kFirst, kSecond)),
      second_seed_(folded_product(seed ^ kThird, kFourth)),
      short_slots_(kFirstSlots),
      long_slots_(kFirstSlots) {}

void Interner::reserve_word(const ShortText& words, std::uint32_t code) {
  place({words.low, words.high, words.length, code});
}

std::uint32_t Interner::add_text(std::string_view text) {
  texts_.emplace_back(text);
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

std::uint32_t Interner::add_short(std::string_view text, const ShortText& words) {
  const std::uint32_t code = add_text(text);
  place({words.low, words.high, words.length, code});
  return code;
}

void Interner::place(const ShortSlot& slot) {
  if ((short_used_ + 1) * 2 > short_slots_.size()) grow_short();
  const std::size_t mask = short_slots_.size() - 1;
  std::size_t at = place_of({slot.low, slot.high, slot.length}) & mask;
  while (short_slots_[at].length != kUnused) at = (at + 1) & mask;
  short_slots_[at] = slot;
  ++short_used_;
}

void Interner::grow_short() {
  std::vector<ShortSlot> old(short_slots_.size() * 2);
  old.swap(short_slots_);
  short_used_ = 0;
  for (const ShortSlot& slot : old) {
    if (slot.length != kUnused) place(slot);
  }
}

std::uint32_t Interner::long_code(std::string_view text) {
  if ((long_used_ + 1) * 2 > long_slots_.size()) grow_long();
  const std::uint64_t hash = hash_of(text, seed_);
  const std::size_t mask = long_slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    LongSlot& slot = long_slots_[at];
    if (slot.code == kUnused) {
      slot = {hash, add_text(text)};
      ++long_used_;
      return slot.code;
    }
    if (slot.hash != hash) continue;
    const std::string& known = texts_[slot.code];
    if (known.size() == text.size() && same(known, text)) return slot.code;
  }
}

void Interner::grow_long() {
  std::vector<LongSlot> old(long_slots_.size() * 2);
  old.swap(long_slots_);
  const std::size_t mask = long_slots_.size() - 1;
  for (const LongSlot& slot : old) {
    if (slot.code == kUnused) continue;
    std::size_t at = slot.hash & mask;
    while (long_slots_[at].code != kUnused) at = (at + 1) & mask;
    long_slots_[at] = slot;
  }
}

}  // namespace retainwise::table
