#pragma once
/// Texts → codes by first appearance. The hash is seeded, so that nobody who does not know the seed
/// can write a file whose cells all collide; codes do not depend on the seed.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::table {

/// Not cryptographic; differs with the seed.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed);

/// Of two words and the seed; the mixing step of wyhash (public domain).
inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// By n: masks of the first n of 16 bytes, as two words as they lie in memory.
inline constexpr auto kFirstBytes = [] {
  std::array<std::array<std::uint64_t, 2>, 17> masks{};
  for (std::size_t n = 0; n < masks.size(); ++n) {
    for (std::size_t byte = 0; byte < n; ++byte) {
      const std::size_t place =
          std::endian::native == std::endian::little ? byte % 8 : 7 - byte % 8;
      masks[n][byte / 8] |= std::uint64_t{0xFF} << (8 * place);
    }
  }
  return masks;
}();

/// A text of at most kLongest bytes as two words, zero behind its end.
struct ShortText {
  static constexpr std::size_t kLongest = 16;

  std::uint64_t low = 0, high = 0;
  std::uint32_t length = 0;

  /// All 16 bytes from `text` on may be read, whatever `length`.
  static ShortText of_readable(const char* text, std::size_t length) {
    ShortText out;
    std::memcpy(&out.low, text, 8);
    std::memcpy(&out.high, text + 8, 8);
    out.low &= kFirstBytes[length][0];
    out.high &= kFirstBytes[length][1];
    out.length = static_cast<std::uint32_t>(length);
    return out;
  }
  static ShortText of(std::string_view text) {
    char bytes[kLongest] = {};
    if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
    return of_readable(bytes, text.size());
  }
};

class Interner {
 public:
  explicit Interner(std::uint64_t seed = 0);

  std::uint32_t code(std::string_view text) {
    return text.size() <= ShortText::kLongest ? code(text, ShortText::of(text)) : long_code(text);
  }
  /// The same where `words` are ShortText::of(text).
  std::uint32_t code(std::string_view text, const ShortText& words) {
    std::uint32_t code = 0;
    return find(words, code) ? code : add_short(text, words);
  }
  /// False for a text that has no code yet.
  bool find(const ShortText& words, std::uint32_t& code) const {
    const std::size_t mask = short_slots_.size() - 1;
    for (std::size_t at = place_of(words) & mask;; at = (at + 1) & mask) {
      const ShortSlot& slot = short_slots_[at];
      code = slot.code;
      if (slot.low == words.low && slot.high == words.high && slot.length == words.length)
        return true;
      if (slot.length == kUnused) return false;
    }
  }
  /// Lets a text that has no code yet mean `code` without being one of texts().
  void reserve_word(const ShortText& words, std::uint32_t code);

  std::size_t size() const { return texts_.size(); }
  const std::vector<std::string>& texts() const { return texts_; }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  static constexpr std::uint32_t kUnused = 0xFFFFFFFFU;
  /// A short text stands in its slot: looking it up touches nothing else.
  struct ShortSlot {
    std::uint64_t low = 0, high = 0;
    std::uint32_t length = kUnused;
    std::uint32_t code = 0;
  };
  struct LongSlot {
    std::uint64_t hash = 0;
    std::uint32_t code = kUnused;
  };

  std::size_t place_of(const ShortText& words) const {
    return folded_product(words.low ^ first_seed_, words.high ^ second_seed_ ^ words.length);
  }
  std::uint32_t long_code(std::string_view text);
  std::uint32_t add_short(std::string_view text, const ShortText& words);
  std::uint32_t add_text(std::string_view text);
  void place(const ShortSlot& slot);
  void grow_short();
  void grow_long();

  std::uint64_t seed_, first_seed_, second_seed_;
  std::vector<ShortSlot> short_slots_;
  std::vector<LongSlot> long_slots_;
  std::size_t short_used_ = 0, long_used_ = 0;
  std::vector<std::string> texts_;
};

}  // namespace retainwise::table
