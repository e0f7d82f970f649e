#include "engine/csv/encoding/encodings.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "engine/csv/encoding/tables.h"

namespace retainwise::csv {
namespace {

constexpr std::array kEncodings = {
    Encoding{"utf-8", Form::kUtf8, nullptr},
    Encoding{"utf-16le", Form::kUtf16Little, nullptr},
    Encoding{"utf-16be", Form::kUtf16Big, nullptr},
    Encoding{"utf-32le", Form::kUtf32Little, nullptr},
    Encoding{"utf-32be", Form::kUtf32Big, nullptr},
    Encoding{"cp1250", Form::kPage, kCp1250},
    Encoding{"cp1251", Form::kPage, kCp1251},
    Encoding{"cp1252", Form::kPage, kCp1252},
    Encoding{"cp1253", Form::kPage, kCp1253},
    Encoding{"cp1254", Form::kPage, kCp1254},
    Encoding{"cp1255", Form::kPage, kCp1255},
    Encoding{"cp1256", Form::kPage, kCp1256},
    Encoding{"cp1257", Form::kPage, kCp1257},
    Encoding{"cp1258", Form::kPage, kCp1258},
    Encoding{"cp874", Form::kPage, kCp874},
    Encoding{"iso-8859-2", Form::kPage, kIso88592},
    Encoding{"iso-8859-3", Form::kPage, kIso88593},
    Encoding{"iso-8859-4", Form::kPage, kIso88594},
    Encoding{"iso-8859-5", Form::kPage, kIso88595},
    Encoding{"iso-8859-6", Form::kPage, kIso88596},
    Encoding{"iso-8859-7", Form::kPage, kIso88597},
    Encoding{"iso-8859-8", Form::kPage, kIso88598},
    Encoding{"iso-8859-10", Form::kPage, kIso885910},
    Encoding{"iso-8859-13", Form::kPage, kIso885913},
    Encoding{"iso-8859-14", Form::kPage, kIso885914},
    Encoding{"iso-8859-15", Form::kPage, kIso885915},
    Encoding{"iso-8859-16", Form::kPage, kIso885916},
    Encoding{"koi8-r", Form::kPage, kKoi8R},
    Encoding{"koi8-u", Form::kPage, kKoi8U},
    Encoding{"kz1048", Form::kPage, kKz1048},
    Encoding{"mac_roman", Form::kPage, kMacRoman},
    Encoding{"mac_cyrillic", Form::kPage, kMacCyrillic},
    Encoding{"mac_latin2", Form::kPage, kMacLatin2},
    Encoding{"mac_greek", Form::kPage, kMacGreek},
    Encoding{"mac_turkish", Form::kPage, kMacTurkish},
    Encoding{"mac_iceland", Form::kPage, kMacIceland},
    Encoding{"mac_croatian", Form::kPage, kMacCroatian},
    Encoding{"mac_romanian", Form::kPage, kMacRomanian},
    Encoding{"cp437", Form::kPage, kCp437},
    Encoding{"cp720", Form::kPage, kCp720},
    Encoding{"cp737", Form::kPage, kCp737},
    Encoding{"cp775", Form::kPage, kCp775},
    Encoding{"cp850", Form::kPage, kCp850},
    Encoding{"cp852", Form::kPage, kCp852},
    Encoding{"cp855", Form::kPage, kCp855},
    Encoding{"cp857", Form::kPage, kCp857},
    Encoding{"cp858", Form::kPage, kCp858},
    Encoding{"cp860", Form::kPage, kCp860},
    Encoding{"cp861", Form::kPage, kCp861},
    Encoding{"cp862", Form::kPage, kCp862},
    Encoding{"cp863", Form::kPage, kCp863},
    Encoding{"cp864", Form::kPage, kCp864},
    Encoding{"cp865", Form::kPage, kCp865},
    Encoding{"cp866", Form::kPage, kCp866},
    Encoding{"cp869", Form::kPage, kCp869},
    Encoding{"cp1125", Form::kPage, kCp1125},
    Encoding{"cp932", Form::kCp932, nullptr},
    Encoding{"euc-jp", Form::kEucJp, nullptr},
    Encoding{"gb18030", Form::kGb18030, nullptr},
    Encoding{"big5", Form::kBig5, nullptr},
    Encoding{"cp949", Form::kCp949, nullptr},
    Encoding{"iso-2022-jp", Form::kIso2022, nullptr},
    Encoding{"iso-2022-kr", Form::kIso2022, nullptr},
    Encoding{"iso-2022-cn", Form::kIso2022, nullptr},
    Encoding{"hz", Form::kHz, nullptr},
};

struct Alias {
  std::string_view name;
  std::string_view means;
};

/// Letters and digits only, lower case; names that the rules of plain_name() do not reach.
constexpr std::array kAliases = {
    Alias{"utf8sig", "utf8"},
    Alias{"utf8bom", "utf8"},
    Alias{"u8", "utf8"},
    Alias{"unicode11utf8", "utf8"},
    Alias{"ascii", "utf8"},
    Alias{"usascii", "utf8"},
    Alias{"utf16", "utf16le"},
    Alias{"ucs2", "utf16le"},
    Alias{"ucs2le", "utf16le"},
    Alias{"ucs2be", "utf16be"},
    Alias{"unicode", "utf16le"},
    Alias{"unicodefffe", "utf16be"},
    Alias{"iso10646ucs2", "utf16le"},
    Alias{"utf32", "utf32le"},
    Alias{"ucs4", "utf32le"},
    Alias{"latin1", "cp1252"},
    Alias{"l1", "cp1252"},
    Alias{"iso88591", "cp1252"},
    Alias{"ansi", "cp1252"},
    Alias{"isoir100", "cp1252"},
    Alias{"latin2", "iso88592"},
    Alias{"l2", "iso88592"},
    Alias{"latin3", "iso88593"},
    Alias{"latin4", "iso88594"},
    Alias{"cyrillic", "iso88595"},
    Alias{"arabic", "iso88596"},
    Alias{"greek", "iso88597"},
    Alias{"greek8", "iso88597"},
    Alias{"ecma118", "iso88597"},
    Alias{"elot928", "iso88597"},
    Alias{"hebrew", "iso88598"},
    Alias{"iso88598i", "iso88598"},
    Alias{"latin5", "cp1254"},
    Alias{"l5", "cp1254"},
    Alias{"iso88599", "cp1254"},
    Alias{"latin6", "iso885910"},
    Alias{"latin7", "iso885913"},
    Alias{"latin8", "iso885914"},
    Alias{"latin9", "iso885915"},
    Alias{"latin0", "iso885915"},
    Alias{"latin10", "iso885916"},
    Alias{"iso885911", "cp874"},
    Alias{"tis620", "cp874"},
    Alias{"thai", "cp874"},
    Alias{"koi", "koi8r"},
    Alias{"koi8", "koi8r"},
    Alias{"cp20866", "koi8r"},
    Alias{"koi8ru", "koi8u"},
    Alias{"cp21866", "koi8u"},
    Alias{"ptcp154", "kz1048"},
    Alias{"strk10482002", "kz1048"},
    Alias{"rk1048", "kz1048"},
    Alias{"macintosh", "macroman"},
    Alias{"mac", "macroman"},
    Alias{"cp10000", "macroman"},
    Alias{"cp10007", "maccyrillic"},
    Alias{"cp10029", "maclatin2"},
    Alias{"maccentraleurope", "maclatin2"},
    Alias{"maccentraleuropean", "maclatin2"},
    Alias{"macce", "maclatin2"},
    Alias{"cp10006", "macgreek"},
    Alias{"cp10081", "macturkish"},
    Alias{"macukrainian", "maccyrillic"},
    Alias{"cp866u", "cp1125"},
    Alias{"ruscii", "cp1125"},
    Alias{"sjis", "cp932"},
    Alias{"shiftjis", "cp932"},
    Alias{"mskanji", "cp932"},
    Alias{"ms932", "cp932"},
    Alias{"cp31j", "cp932"},
    Alias{"shiftjis2004", "cp932"},
    Alias{"ujis", "eucjp"},
    Alias{"cp51932", "eucjp"},
    Alias{"eucjis2004", "eucjp"},
    Alias{"gbk", "gb18030"},
    Alias{"gb2312", "gb18030"},
    Alias{"cp936", "gb18030"},
    Alias{"ms936", "gb18030"},
    Alias{"euccn", "gb18030"},
    Alias{"cp54936", "gb18030"},
    Alias{"chinese", "gb18030"},
    Alias{"gb180302000", "gb18030"},
    Alias{"cp950", "big5"},
    Alias{"big5hkscs", "big5"},
    Alias{"big5tw", "big5"},
    Alias{"cnbig5", "big5"},
    Alias{"euckr", "cp949"},
    Alias{"uhc", "cp949"},
    Alias{"ms949", "cp949"},
    Alias{"ksc5601", "cp949"},
    Alias{"ksc56011987", "cp949"},
    Alias{"ksx1001", "cp949"},
    Alias{"korean", "cp949"},
    Alias{"cp50220", "iso2022jp"},
    Alias{"cp50221", "iso2022jp"},
    Alias{"cp50222", "iso2022jp"},
    Alias{"iso2022jp1", "iso2022jp"},
    Alias{"iso2022jp2", "iso2022jp"},
    Alias{"iso2022jpext", "iso2022jp"},
    Alias{"cp50225", "iso2022kr"},
    Alias{"iso2022cnext", "iso2022cn"},
    Alias{"hzgb2312", "hz"},
    Alias{"hzgb", "hz"},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string without_punctuation(std::string_view name) {
  std::string plain;
  for (const char c : lower(name)) {
    if ((c >= 'a' && c <= 'z') || is_digit(c)) plain += c;
  }
  return plain;
}

/// "x-windows-1252", "IBM850", "csISOLatin2" → "cp1252", "cp850", "latin2".
std::string plain_name(std::string_view name) {
  std::string plain = without_punctuation(name);
  if (plain.size() > 3 && plain[0] == 'x') plain.erase(0, 1);
  if (starts_with(plain, "cs") && plain.size() > 4) plain.erase(0, 2);
  if (starts_with(plain, "isolatin")) plain.erase(0, 3);
  if (starts_with(plain, "8859")) plain.insert(0, "iso");
  for (const std::string_view prefix : {"windows", "ibm", "oem", "dos", "pc", "win", "cp", ""}) {
    if (!starts_with(plain, prefix) || plain.size() == prefix.size()) continue;
    const std::string rest = plain.substr(prefix.size());
    if (rest.size() >= 3 && is_digit(rest[0])) return "cp" + rest;
  }
  return plain;
}

const Encoding* find_plain(std::string_view plain) {
  const auto* const found = std::find_if(
      kEncodings.begin(), kEncodings.end(),
      [&](const Encoding& encoding) { return without_punctuation(encoding.name) == plain; });
  return found == kEncodings.end() ? nullptr : found;
}

}  // namespace

const Encoding* find_encoding(std::string_view name) {
  for (const std::string& plain : {without_punctuation(name), plain_name(name)}) {
    if (const Encoding* const found = find_plain(plain)) return found;
    const auto* const alias = std::find_if(kAliases.begin(), kAliases.end(),
                                           [&](const Alias& each) { return each.name == plain; });
    if (alias != kAliases.end()) return find_plain(alias->means);
  }
  return nullptr;
}

const Encoding& encoding_named(std::string_view name) {
  return *std::find_if(kEncodings.begin(), kEncodings.end(),
                       [&](const Encoding& encoding) { return encoding.name == name; });
}

}  // namespace retainwise::csv
