#pragma once
/// What letters cost in a language: −log2 of how probable they are, in quarters of a bit, counted
/// by scripts/encoding-letters in names, towns and words. The cheapest reading is the most probable
/// one.
#include <cstddef>
#include <string_view>

namespace retainwise::csv {

inline constexpr int kBit = 4;

/// Costs are printable characters, so that the tables stay short: '#' is 0; '?' and the backslash
/// are left out.
constexpr int cost_of(char mark) {
  return mark - '#' - (mark > '?' ? 1 : 0) - (mark > '\\' ? 1 : 0);
}

/// A language of an alphabet. Letters are numbered from 1, 0 is where a word begins or ends.
struct Letters {
  std::u16string_view alphabet;  ///< small letters, ascending
  std::string_view costs;        ///< rows: begin, letters, unknown; columns: end, letters

  std::size_t unknown() const { return alphabet.size() + 1; }
  int cost(std::size_t before, std::size_t letter) const {
    return cost_of(costs[before * (alphabet.size() + 1) + letter]);
  }
};

/// A language of thousands of characters.
struct Signs {
  std::u16string_view known;  ///< ascending
  std::string_view costs;     ///< one each
};

extern const Letters kLettersEn, kLettersDe, kLettersFr, kLettersEs, kLettersPt, kLettersIt,
    kLettersNl, kLettersDa, kLettersNo, kLettersSv, kLettersFi, kLettersIs, kLettersCa, kLettersGa,
    kLettersCy, kLettersSq, kLettersPl, kLettersCs, kLettersSk, kLettersHu, kLettersSl, kLettersHr,
    kLettersRo, kLettersEt, kLettersLv, kLettersLt, kLettersTr, kLettersVi, kLettersMt, kLettersEo,
    kLettersRu, kLettersUk, kLettersBe, kLettersBg, kLettersMk, kLettersSr, kLettersEl, kLettersHe,
    kLettersAr, kLettersFa, kLettersTh;
extern const Signs kSignsJa, kSignsZh, kSignsZt, kSignsKo;

/// Capital letters beyond ASCII, ascending, and the small one of each.
extern const std::u16string_view kCapitals;
extern const std::u16string_view kSmallOfCapitals;
/// U+FE70–FEFC, the joined shapes of Arabic letters in old code pages → the letters.
extern const std::u16string_view kArabicOfForms;

}  // namespace retainwise::csv
