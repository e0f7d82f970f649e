#include "engine/csv/encoding/candidates.h"

#include <algorithm>

namespace retainwise::csv {
namespace {

constexpr Language kLanguageTable[] = {
    {"en", &kLettersEn, 1, true},  {"de", &kLettersDe, 0, true},  {"fr", &kLettersFr, 0, true},
    {"es", &kLettersEs, 0, true},  {"pt", &kLettersPt, 0, true},  {"it", &kLettersIt, 1, true},
    {"nl", &kLettersNl, 1, true},  {"da", &kLettersDa, 1, true},  {"no", &kLettersNo, 1, true},
    {"sv", &kLettersSv, 1, true},  {"fi", &kLettersFi, 1, true},  {"is", &kLettersIs, 3, true},
    {"ca", &kLettersCa, 3, true},  {"ga", &kLettersGa, 4, true},  {"cy", &kLettersCy, 5, true},
    {"sq", &kLettersSq, 4, true},  {"pl", &kLettersPl, 0, true},  {"cs", &kLettersCs, 0, true},
    {"sk", &kLettersSk, 1, true},  {"hu", &kLettersHu, 1, true},  {"sl", &kLettersSl, 2, true},
    {"hr", &kLettersHr, 1, true},  {"ro", &kLettersRo, 1, true},  {"et", &kLettersEt, 2, true},
    {"lv", &kLettersLv, 2, true},  {"lt", &kLettersLt, 2, true},  {"tr", &kLettersTr, 1, true},
    {"vi", &kLettersVi, 2, true},  {"mt", &kLettersMt, 5, true},  {"eo", &kLettersEo, 6, true},
    {"ru", &kLettersRu, 0, false}, {"uk", &kLettersUk, 1, false}, {"be", &kLettersBe, 3, false},
    {"bg", &kLettersBg, 1, false}, {"mk", &kLettersMk, 4, false}, {"sr", &kLettersSr, 3, false},
    {"el", &kLettersEl, 0, false}, {"he", &kLettersHe, 0, false}, {"ar", &kLettersAr, 0, false},
    {"fa", &kLettersFa, 4, false}, {"th", &kLettersTh, 0, false},
};

constexpr std::string_view kWest = "en de fr es pt it nl da no sv fi is ca ga sq";
constexpr std::string_view kEast = "pl cs sk hu sl hr ro sq de";
constexpr std::string_view kCyrillic = "ru uk be bg mk sr";

constexpr PageCandidate kPageTable[] = {
    {"cp1252", 0, kWest},
    {"cp1250", 0, kEast},
    {"cp1251", 0, kCyrillic},
    {"cp1253", 0, "el"},
    {"cp1254", 0, "tr de fr"},
    {"cp1255", 0, "he"},
    {"cp1256", 0, "ar fa"},
    {"cp1257", 1, "lv lt et pl"},
    {"cp1258", 1, "vi"},
    {"cp874", 0, "th"},
    {"iso-8859-2", 3, kEast},
    {"iso-8859-3", 6, "mt eo tr"},
    {"iso-8859-4", 6, "et lv lt da no sv fi"},
    {"iso-8859-5", 4, kCyrillic},
    {"iso-8859-6", 4, "ar"},
    {"iso-8859-7", 3, "el"},
    {"iso-8859-8", 3, "he"},
    {"iso-8859-10", 7, "is da no sv fi lt et"},
    {"iso-8859-13", 4, "lv lt et pl"},
    {"iso-8859-14", 6, "cy ga en"},
    {"iso-8859-15", 4, "en de fr es pt it nl da no sv fi is ca et"},
    {"iso-8859-16", 6, "ro pl hu sl hr sq"},
    {"koi8-r", 2, "ru bg"},
    {"koi8-u", 4, "uk be ru"},
    {"mac_roman", 4, "en de fr es pt it nl da no sv fi ca sq"},
    {"mac_cyrillic", 5, kCyrillic},
    {"mac_latin2", 5, "pl cs sk hu lv lt et de"},
    {"mac_greek", 5, "el"},
    {"mac_turkish", 5, "tr"},
    {"mac_iceland", 6, "is"},
    {"mac_croatian", 6, "hr sl"},
    {"mac_romanian", 6, "ro"},
    {"cp437", 5, "en de fr es it sv fi nl"},
    {"cp720", 7, "ar"},
    {"cp737", 4, "el"},
    {"cp775", 5, "lv lt et"},
    {"cp850", 4, kWest},
    {"cp852", 4, kEast},
    {"cp855", 6, "ru bg mk sr be"},
    {"cp857", 5, "tr"},
    {"cp858", 6, kWest},
    {"cp860", 6, "pt"},
    {"cp861", 6, "is"},
    {"cp862", 5, "he"},
    {"cp863", 7, "fr"},
    {"cp864", 7, "ar"},
    {"cp865", 6, "da no"},
    {"cp866", 3, "ru be bg"},
    {"cp869", 7, "el"},
    {"cp1125", 6, "uk ru"},
};

constexpr SignCandidate kSignTable[] = {
    {"cp932", 0, "ja", &kSignsJa},   {"euc-jp", 3, "ja", &kSignsJa},
    {"gb18030", 0, "zh", &kSignsZh}, {"gb18030", 8, "zt", &kSignsZt},
    {"big5", 1, "zt", &kSignsZt},    {"cp949", 0, "ko", &kSignsKo},
};

}  // namespace

const std::span<const Language> kLanguages = kLanguageTable;
const std::span<const PageCandidate> kPageCandidates = kPageTable;
const std::span<const SignCandidate> kSignCandidates = kSignTable;

const Language& language_named(std::string_view name) {
  return *std::find_if(kLanguages.begin(), kLanguages.end(),
                       [&](const Language& language) { return language.name == name; });
}

}  // namespace retainwise::csv
