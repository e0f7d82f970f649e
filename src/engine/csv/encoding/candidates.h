#pragma once
/// Which encodings a file without a mark may be in, and which languages each was made for.
#include <span>
#include <string_view>

#include "engine/csv/encoding/letters.h"

namespace retainwise::csv {

struct Language {
  std::string_view name;  ///< ISO 639-1
  const Letters* letters;
  int cost;  ///< bits: how seldom files of it are met
  bool latin;
};
extern const std::span<const Language> kLanguages;
const Language& language_named(std::string_view name);

struct PageCandidate {
  std::string_view encoding;
  int cost;                    ///< bits: Windows pages are met most, DOS and Mac pages seldom
  std::string_view languages;  ///< names, parted by blanks
};
extern const std::span<const PageCandidate> kPageCandidates;

struct SignCandidate {
  std::string_view encoding;
  int cost;
  std::string_view language;  ///< "ja", "zh", "zt" (traditional Chinese), "ko"
  const Signs* signs;
};
extern const std::span<const SignCandidate> kSignCandidates;

}  // namespace retainwise::csv
