#pragma once
/// Which byte is which character. Made by scripts/encoding-tables; U+FFFD: no character there.
#include <cstdint>

namespace retainwise::csv {

/// Code pages: the characters of bytes 80–FF.
extern const char16_t kCp1250[129];
extern const char16_t kCp1251[129];
extern const char16_t kCp1252[129];
extern const char16_t kCp1253[129];
extern const char16_t kCp1254[129];
extern const char16_t kCp1255[129];
extern const char16_t kCp1256[129];
extern const char16_t kCp1257[129];
extern const char16_t kCp1258[129];
extern const char16_t kCp874[129];
extern const char16_t kIso88592[129];
extern const char16_t kIso88593[129];
extern const char16_t kIso88594[129];
extern const char16_t kIso88595[129];
extern const char16_t kIso88596[129];
extern const char16_t kIso88597[129];
extern const char16_t kIso88598[129];
extern const char16_t kIso885910[129];
extern const char16_t kIso885913[129];
extern const char16_t kIso885914[129];
extern const char16_t kIso885915[129];
extern const char16_t kIso885916[129];
extern const char16_t kKoi8R[129];
extern const char16_t kKoi8U[129];
extern const char16_t kKz1048[129];
extern const char16_t kMacRoman[129];
extern const char16_t kMacCyrillic[129];
extern const char16_t kMacLatin2[129];
extern const char16_t kMacGreek[129];
extern const char16_t kMacTurkish[129];
extern const char16_t kMacIceland[129];
extern const char16_t kMacCroatian[129];
extern const char16_t kMacRomanian[129];
extern const char16_t kCp437[129];
extern const char16_t kCp720[129];
extern const char16_t kCp737[129];
extern const char16_t kCp775[129];
extern const char16_t kCp850[129];
extern const char16_t kCp852[129];
extern const char16_t kCp855[129];
extern const char16_t kCp857[129];
extern const char16_t kCp858[129];
extern const char16_t kCp860[129];
extern const char16_t kCp861[129];
extern const char16_t kCp862[129];
extern const char16_t kCp863[129];
extern const char16_t kCp864[129];
extern const char16_t kCp865[129];
extern const char16_t kCp866[129];
extern const char16_t kCp869[129];
extern const char16_t kCp1125[129];

/// Planes of two bytes, row by row; which leads and trails they hold is said in their files.
extern const char16_t kCp932[11281];
extern const char16_t kJis0212[8837];
extern const char16_t kGbk[23941];
extern const char16_t kBig5[18841];
extern const char16_t kCp949[23941];

/// A run of four-byte codes of GB 18030 in the basic plane: its first index and character.
struct CodeRange {
  std::uint16_t index;
  std::uint16_t code;
};
inline constexpr int kGb18030RangeCount = 206;
extern const CodeRange kGb18030Ranges[kGb18030RangeCount];

}  // namespace retainwise::csv
