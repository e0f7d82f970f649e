#pragma once
/// Which encoding bytes are in that are no Unicode: each candidate reads the words, and the one
/// under which they are the most probable words of a language wins (Bayes; letters.h has the
/// costs).
#include <string>
#include <string_view>

#include "engine/csv/encoding/encodings.h"

namespace retainwise::csv {

struct Guess {
  const Encoding* encoding = nullptr;
  std::string words;  ///< the first words as it reads them, in UTF-8
  /// The most probable encoding that reads some word otherwise; nullptr: there is none.
  const Encoding* second = nullptr;
  std::string second_words;
  int lead = 0;  ///< bits by which the second is less probable

  /// Too close to be sure of: the second is more than one in a thousand.
  bool is_ambiguous() const { return second != nullptr && lead < 10; }
};

/// `text` must hold a byte ≥ 80; what is UTF-8 or UTF-16 must have been found out before.
Guess guess_encoding(std::string_view text);

}  // namespace retainwise::csv
