#pragma once
/// The places of a file that tell its encoding: words with a byte beyond ASCII.
#include <string_view>
#include <vector>

namespace retainwise::csv {

/// Different words that hold a byte ≥ 80, from all parts of `text`, at most about 4 kB together.
/// Words are parted only at bytes that are no part of a longer character in any encoding: below 30
/// and 3A–3F.
std::vector<std::string_view> telling_words(std::string_view text);

/// Different words of ASCII letters at the beginning of `text`: what language it is in.
std::vector<std::string_view> plain_words(std::string_view text);

}  // namespace retainwise::csv
