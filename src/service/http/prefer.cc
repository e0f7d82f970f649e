#include "service/http/prefer.h"

#include <algorithm>

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {

std::optional<int> preferred_wait(std::string_view prefer) {
  for (const auto& each : split(prefer, ',')) {
    const auto preference = without_blanks(each);
    if (!same_word(preference.substr(0, 5), "wait=")) continue;
    const auto digits = preference.substr(5);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) continue;
    int seconds = 0;
    for (const char c : digits) seconds = std::min(60, seconds * 10 + (c - '0'));
    return seconds;
  }
  return std::nullopt;
}

}  // namespace retainwise::http
