#include "engine/csv/encoding/alphabet_cost.h"

#include <algorithm>
#include <utility>

namespace retainwise::csv {
namespace {

using Kind = ByteMeaning::Kind;

// Bits, by judgement; small changes of any of them change no figure of bench/encodings.py much.
constexpr int kForeignLetter = 15;
constexpr int kForeignButCommon = 11;
constexpr int kOtherScript = 20;
constexpr int kAsciiAmongOthers = 5;
constexpr int kTwoScriptsInOneWord = 10;
constexpr int kCapitalWithinWord = 9;
constexpr int kSmallAfterCapitals = 6;
constexpr int kSymbolWithinWord = 8;
constexpr int kSymbolBeforeWord = 4;
constexpr int kBlankAtEnd = 6;
constexpr int kNoCharacter = 30;
constexpr char16_t kNoBreakSpace = 0xA0;

constexpr std::u16string_view kCommonForeign = u"àáâãäåæçèéêëíîñóôöøúü";

bool is_letter(char16_t c) {
  const auto in = [c](char16_t low, char16_t high) { return c >= low && c <= high; };
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (in(0xC0, 0x24F)) return c != 0xD7 && c != 0xF7 && c != 0x192;
  return in(0x300, 0x36F) || (in(0x386, 0x3FF) && c != 0x387) || in(0x400, 0x52F) ||
         in(0x5B0, 0x5F2) || in(0x621, 0x652) || in(0x671, 0x6D3) || in(0xE01, 0xE3A) ||
         in(0xE40, 0xE4E) || in(0x1E00, 0x1EFF) || in(0xFE70, 0xFEFC);
}

struct SymbolCost {
  char16_t code;
  std::uint8_t bits;
};

/// Signs of customer tables; what is not here costs more.
constexpr SymbolCost kSymbols[] = {
    {u'\u00A0', 11}, {u'¡', 12},      {u'¢', 13},      {u'£', 8},       {u'¥', 11},
    {u'§', 11},      {u'©', 12},      {u'ª', 10},      {u'«', 9},       {u'\u00AD', 14},
    {u'®', 10},      {u'°', 8},       {u'±', 13},      {u'²', 10},      {u'³', 11},
    {u'µ', 12},      {u'·', 11},      {u'º', 9},       {u'»', 9},       {u'½', 11},
    {u'¼', 13},      {u'¾', 13},      {u'¿', 12},      {u'×', 12},      {u'–', 7},
    {u'—', 8},       {u'‘', 9},       {u'’', 6},       {u'‚', 11},      {u'“', 8},
    {u'”', 8},       {u'„', 9},       {u'•', 10},      {u'…', 9},       {u'€', 6},
    {u'№', 8},       {u'™', 10},      {u'₪', 8},       {u'₫', 9},       {u'฿', 8},
    {u'‰', 14},      {u'\u200E', 13}, {u'\u200F', 13}, {u'\u200C', 11}, {u'\u060C', 8},
    {u'\u061F', 9},  {u'\u0640', 10}, {u'›', 13},      {u'‹', 13},      {u'÷', 15},
};

int symbol_bits(char16_t code) {
  for (const SymbolCost& symbol : kSymbols) {
    if (symbol.code == code) return symbol.bits;
  }
  if (code == 0xFFFD || (code >= 0x80 && code < 0xA0)) return kNoCharacter;
  if (code >= 0x2500 && code < 0x2600) return 22;
  if ((code >= 0x660 && code <= 0x669) || (code >= 0xE50 && code <= 0xE59)) return 6;
  return 18;
}

ByteMeaning meaning_of_code(char16_t code) {
  ByteMeaning meaning;
  if (!is_letter(code)) {
    if (code < 0x80) return meaning;
    meaning.kind = Kind::kSymbol;
    meaning.letter = code;
    meaning.bits = static_cast<std::uint8_t>(symbol_bits(code));
    meaning.joins = code == u'’' || code == u'·' || code == u'–' || code == 0xAD || code == 0x640 ||
                    code == 0x200C;
    meaning.opens = std::u16string_view(u"«“„‘‚¿¡—•§©").find(code) != std::u16string_view::npos;
    return meaning;
  }
  meaning.kind = Kind::kLetter;
  meaning.letter = code;
  if (code < 0x80) {
    meaning.capital = code <= 'Z';
    meaning.letter = static_cast<char16_t>(code | 0x20);
  } else if (code >= 0xFE70) {
    meaning.letter = kArabicOfForms[code - 0xFE70U];
    meaning.bits = 2;  // one of up to four shapes
  } else if (code == u'İ') {
    meaning.capital = true;
    meaning.letter = u'i';
  } else if (const auto* const found = std::lower_bound(kCapitals.begin(), kCapitals.end(), code);
             found != kCapitals.end() && *found == code) {
    meaning.capital = true;
    meaning.letter = kSmallOfCapitals[static_cast<std::size_t>(found - kCapitals.begin())];
  }
  const char16_t small = meaning.letter;
  if (small == u'ș') meaning.letter = u'ş';
  if (small == u'ț') meaning.letter = u'ţ';
  meaning.caseless = small >= 0x590 && small < 0x1E00;
  const bool latin = small < 0x370 || small >= 0x1E00;
  meaning.script =
      latin ? 0 : static_cast<std::uint8_t>(small >= 0x500 && small < 0x530 ? 4 : small >> 8U);
  return meaning;
}

}  // namespace

PageMeaning meaning_of(const char16_t* page) {
  PageMeaning meaning;
  for (unsigned byte = 0; byte < meaning.size(); ++byte)
    meaning[byte] = meaning_of_code(byte < 0x80 ? static_cast<char16_t>(byte) : page[byte - 0x80]);
  return meaning;
}

struct AlphabetCost::State {
  int cost = 0;
  std::size_t before = 0;  ///< row of the table: 0, a letter, or unknown
  bool in_word = false;
  std::uint8_t script = 0;
  bool capital = false;
  int capitals = 0;  ///< at the end of the word so far
};

AlphabetCost::AlphabetCost(const PageMeaning& page, const Language& language)
    : page_(page), language_(language) {
  const std::u16string_view alphabet = language.letters->alphabet;
  for (std::size_t byte = 0; byte < page.size(); ++byte) {
    if (page[byte].kind != Kind::kLetter) continue;
    const auto* const found = std::lower_bound(alphabet.begin(), alphabet.end(), page[byte].letter);
    if (found != alphabet.end() && *found == page[byte].letter)
      number_[byte] = static_cast<std::uint8_t>(found - alphabet.begin() + 1);
  }
}

void AlphabetCost::letter(State& state, unsigned byte) const {
  const ByteMeaning& meaning = page_[byte];
  const Letters& letters = *language_.letters;
  if (number_[byte] != 0) {
    state.cost += letters.cost(state.before, number_[byte]);
    state.cost += kBit * meaning.bits;
    state.before = number_[byte];
  } else {
    const bool own_script = (meaning.script == 0) == language_.latin;
    if (!own_script) {
      state.cost += kBit * (byte < 0x80 ? kAsciiAmongOthers : kOtherScript);
    } else {
      const bool common = kCommonForeign.find(meaning.letter) != std::u16string_view::npos;
      state.cost += kBit * (common ? kForeignButCommon : kForeignLetter);
    }
    state.before = letters.unknown();
  }
  if (state.in_word && state.script != meaning.script) state.cost += kBit * kTwoScriptsInOneWord;
  if (meaning.caseless) {
    state.cost += state.in_word ? 0 : kBit;
  } else if (!state.in_word) {
    state.cost += meaning.capital ? 3 : 5;
  } else if (meaning.capital) {
    state.cost += state.capitals == 0 ? kBit * kCapitalWithinWord : state.capitals == 1 ? 10 : 2;
  } else if (state.capitals > 1) {
    state.cost += kBit * kSmallAfterCapitals;
  }
  state.capitals = meaning.capital ? state.capitals + 1 : 0;
  state.script = meaning.script;
  state.in_word = true;
}

void AlphabetCost::end_of_word(State& state) const {
  if (state.in_word) state.cost += language_.letters->cost(state.before, 0);
  state.before = 0;
  state.in_word = false;
  state.capitals = 0;
}

int AlphabetCost::of(std::string_view word) const {
  State state;
  bool attached = false;  // letters and symbols stand before without a pause
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto byte = static_cast<unsigned char>(word[at]);
    const ByteMeaning& meaning = page_[byte];
    if (meaning.kind == Kind::kLetter) {
      letter(state, byte);
      attached = true;
      continue;
    }
    const bool was_attached = std::exchange(attached, meaning.kind == Kind::kSymbol);
    end_of_word(state);
    if (meaning.kind == Kind::kPause) continue;
    state.cost += kBit * meaning.bits;
    const bool letter_follows =
        at + 1 < word.size() &&
        page_[static_cast<unsigned char>(word[at + 1])].kind == Kind::kLetter;
    if (was_attached && !letter_follows && meaning.letter == kNoBreakSpace)
      state.cost += kBit * kBlankAtEnd;
    if (!letter_follows || meaning.joins) continue;
    if (was_attached) {
      state.cost += kBit * kSymbolWithinWord;
    } else if (!meaning.opens) {
      state.cost += kBit * kSymbolBeforeWord;
    }
  }
  end_of_word(state);
  return state.cost;
}

}  // namespace retainwise::csv
