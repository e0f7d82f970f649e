#include "engine/csv/encoding/words.h"

#include <algorithm>
#include <unordered_set>

#include "engine/csv/encoding/utf8_text.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kParts = 16;
constexpr std::size_t kBytes = 4096;
constexpr std::size_t kExamined = 256;  ///< words looked at in a part, whether or not they are new
constexpr std::size_t kLongest = 120;
constexpr std::size_t kPlainHead = 2048;

bool parts_words(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x30 || (byte >= 0x3A && byte <= 0x3F);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::vector<std::string_view> telling_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::unordered_set<std::string_view> seen;
  std::size_t bytes = 0;
  std::size_t at = 0;
  for (std::size_t part = 1; part <= kParts; ++part) {
    const std::size_t part_end =
        text.size() / kParts * part + (part == kParts ? text.size() % kParts : 0);
    std::size_t examined = 0;
    while (at < part_end && bytes < kBytes / kParts * part && examined++ < kExamined) {
      at += ascii_prefix(text.substr(at));
      if (at >= part_end) break;
      std::size_t start = at;
      while (start > 0 && at - start < kLongest && !parts_words(text[start - 1])) --start;
      while (at < text.size() && at - start < 2 * kLongest && !parts_words(text[at])) ++at;
      const std::string_view word = text.substr(start, at - start);
      if (!seen.insert(word).second) continue;
      words.push_back(word);
      bytes += word.size();
    }
    at = std::max(at, part_end);
  }
  return words;
}

std::vector<std::string_view> plain_words(std::string_view text) {
  text = text.substr(0, kPlainHead);
  std::vector<std::string_view> words;
  std::unordered_set<std::string_view> seen;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    bool plain = true;
    for (; end < text.size() && !parts_words(text[end]); ++end)
      plain = plain && is_letter(text[end]);
    const std::string_view word = text.substr(at, end - at);
    if (plain && word.size() > 2 && seen.insert(word).second) words.push_back(word);
    at = end + 1;
  }
  return words;
}

}  // namespace retainwise::csv
