#include "engine/csv/encoding/sign_cost.h"

#include <algorithm>

#include "engine/csv/encoding/decoding.h"

namespace retainwise::csv {
namespace {

// Bits. A level holds about 3,000 characters that are all met now and then; the second one seldom.
constexpr int kNoCharacter = 30;
constexpr int kAsciiLetter = 5;
constexpr int kAsciiBesideSign = 9;
constexpr int kKana = 8;
constexpr int kHalfWidthFirst = 13;
constexpr int kHalfWidthNext = 7;
constexpr int kPunctuation = 11;
constexpr int kFirstLevel = 14;
constexpr int kSecondLevel = 18;
constexpr int kRareSign = 21;
constexpr int kOtherScript = 22;

bool in(char32_t code, char32_t low, char32_t high) {
  return code >= low && code <= high;
}

bool is_half_width(char32_t code) {
  return in(code, 0xFF61, 0xFF9F);
}

enum class Level : std::uint8_t { kFirst, kSecond, kRare };

/// National standards put the common characters first.
Level level_of(std::string_view sign, Form form) {
  const auto lead = static_cast<unsigned char>(sign[0]);
  const auto trail = static_cast<unsigned char>(sign.size() > 1 ? sign[1] : '\0');
  switch (form) {
    case Form::kCp932:
      return lead <= 0x97 ? Level::kFirst : lead < 0xF0 ? Level::kSecond : Level::kRare;
    case Form::kEucJp:
      return lead == 0x8F ? Level::kRare : lead <= 0xCF ? Level::kFirst : Level::kSecond;
    case Form::kGb18030:
      if (sign.size() > 2 || lead < 0xA1 || trail < 0xA1) return Level::kRare;
      return lead <= 0xD7 ? Level::kFirst : Level::kSecond;
    case Form::kBig5:
      return lead < 0xA1 ? Level::kRare : lead <= 0xC6 ? Level::kFirst : Level::kSecond;
    default:
      if (lead < 0xA1 || trail < 0xA1) return Level::kRare;
      return lead <= 0xC8 ? Level::kFirst : Level::kSecond;
  }
}

int bits_of_level(Level level) {
  return level == Level::kFirst ? kFirstLevel : level == Level::kSecond ? kSecondLevel : kRareSign;
}

/// Of a character that the words of the language did not hold.
int bits_of_other(char32_t code, std::string_view language, Level level) {
  if (in(code, 0x3000, 0x303F) || in(code, 0xFF01, 0xFF5E)) return kPunctuation;
  const bool kana = in(code, 0x3040, 0x30FF);
  if (kana) return language == "ja" ? kKana : kOtherScript;
  const bool hangul = in(code, 0xAC00, 0xD7A3);
  const bool ideograph = in(code, 0x3400, 0x9FFF) || in(code, 0xF900, 0xFAFF);
  if (language == "ko") {
    if (hangul) return level == Level::kFirst ? kFirstLevel - 1 : kSecondLevel;
    return ideograph ? kRareSign : kOtherScript;
  }
  if (ideograph) return bits_of_level(level);
  const bool symbol =
      in(code, 0x2010, 0x2027) || in(code, 0x2100, 0x2122) || in(code, 0x2460, 0x24FF);
  return symbol ? kPunctuation + 4 : kOtherScript;
}

}  // namespace

int sign_cost(std::string_view word, const Encoding& encoding, const SignCandidate& candidate) {
  const std::u16string_view known = candidate.signs->known;
  int cost = 0;
  bool half_width = false;
  bool was_ascii = false;
  bool was_sign = false;
  while (!word.empty()) {
    const OneCharacter one = first_character(word, encoding);
    const std::string_view sign = word.substr(0, one.bytes);
    word.remove_prefix(std::min(one.bytes, word.size()));
    const bool was_half_width = half_width;
    half_width = is_half_width(one.code);
    const bool ascii = in(one.code | 0x20U, 'a', 'z');
    const bool is_sign = one.code >= 0x80;
    if ((ascii && was_sign) || (is_sign && was_ascii)) cost += kBit * kAsciiBesideSign;
    was_ascii = ascii;
    was_sign = is_sign;
    if (one.code < 0x80) {
      cost += ascii ? kBit * kAsciiLetter : 0;
    } else if (one.code == 0xFFFD) {
      cost += kBit * kNoCharacter;
    } else if (half_width) {
      cost += kBit * (was_half_width ? kHalfWidthNext : kHalfWidthFirst);
    } else {
      const auto* const found = std::lower_bound(known.begin(), known.end(), one.code);
      const bool is_known = found != known.end() && *found == one.code;
      cost +=
          is_known
              ? cost_of(candidate.signs->costs[static_cast<std::size_t>(found - known.begin())])
              : kBit * bits_of_other(one.code, candidate.language, level_of(sign, encoding.form));
    }
  }
  return cost;
}

}  // namespace retainwise::csv
