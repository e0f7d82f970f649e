#pragma once
/// How improbable words are when they are read in a code page as words of a language.
#include <array>
#include <cstdint>
#include <string_view>

#include "engine/csv/encoding/candidates.h"

namespace retainwise::csv {

/// What one byte is in a code page.
struct ByteMeaning {
  enum class Kind : std::uint8_t { kPause, kLetter, kSymbol };
  Kind kind = Kind::kPause;
  bool capital = false;
  bool caseless = false;
  std::uint8_t script = 0;  ///< letters: 0 Latin, else the 256 characters they stand among
  std::uint8_t bits = 0;  ///< symbols: the cost; letters: what they cost more than the small letter
  bool joins = false;     ///< symbols that stand within words: apostrophes, hyphens
  bool opens = false;     ///< symbols that stand before words
  char16_t letter = 0;    ///< the small letter; symbols: themselves
};
using PageMeaning = std::array<ByteMeaning, 256>;

PageMeaning meaning_of(const char16_t* page);

/// Costs of one page and language; both must outlive it.
class AlphabetCost {
 public:
  AlphabetCost(const PageMeaning& page, const Language& language);
  /// In quarters of a bit.
  int of(std::string_view word) const;

 private:
  struct State;
  void letter(State& state, unsigned byte) const;
  void end_of_word(State& state) const;

  const PageMeaning& page_;
  const Language& language_;
  std::array<std::uint8_t, 256> number_{};  ///< of each byte's letter in the alphabet; 0: none
};

}  // namespace retainwise::csv
