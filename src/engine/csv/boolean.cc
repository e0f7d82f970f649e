#include "engine/csv/boolean.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace retainwise::csv {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 38> kPairs = {{
    {"yes", "no"},      {"y", "n"},        {"true", "false"},      {"true.", "false."},
    {"t", "f"},         {"1", "0"},        {"ja", "nein"},         {"j", "n"},
    {"oui", "non"},     {"o", "n"},        {"si", "no"},           {"sí", "no"},
    {"sì", "no"},       {"s", "n"},        {"sim", "não"},         {"sim", "nao"},
    {"да", "нет"},      {"д", "н"},        {"tak", "nie"},         {"ja", "nee"},
    {"ja", "nej"},      {"kyllä", "ei"},   {"evet", "hayır"},      {"vrai", "faux"},
    {"wahr", "falsch"}, {"vero", "falso"}, {"verdadero", "falso"}, {"verdadeiro", "falso"},
    {"waar", "onwaar"}, {"hai", "iie"},    {"はい", "いいえ"},     {"是", "否"},
    {"igen", "nem"},    {"ano", "ne"},     {"prawda", "fałsz"},    {"истина", "ложь"},
    {"так", "ні"},      {"áno", "nie"},
}};

/// Lower case for ASCII, Latin-1 and Cyrillic letters.
std::string folded(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    const auto next = i + 1 < out.size() ? static_cast<unsigned char>(out[i + 1]) : 0U;
    if (byte >= 'A' && byte <= 'Z') {
      out[i] = static_cast<char>(byte + 0x20);
    } else if (byte == 0xC3 && next >= 0x80 && next <= 0x9E) {
      out[++i] = static_cast<char>(next + 0x20);
    } else if (byte == 0xD0 && next >= 0x90 && next <= 0x9F) {
      out[++i] = static_cast<char>(next + 0x20);
    } else if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF) {
      out[i] = static_cast<char>(0xD1);
      out[++i] = static_cast<char>(next - 0x20);
    } else if (byte >= 0xC0) {
      ++i;
    }
  }
  return out;
}

bool is_one_letter(std::string_view word) {
  return word.size() == 1 || word == "д" || word == "н";
}

}  // namespace

std::optional<std::vector<bool>> truths(const std::vector<std::string_view>& texts) {
  if (texts.empty() || texts.size() > 8) return std::nullopt;
  std::vector<std::string> words;
  for (const std::string_view text : texts) {
    if (text.size() > 24) return std::nullopt;
    words.push_back(folded(text));
  }
  for (const Pair& pair : kPairs) {
    std::vector<bool> found;
    for (const std::string& word : words) {
      if (word != pair.first && word != pair.second) break;
      found.push_back(word == pair.first);
    }
    if (found.size() != words.size()) continue;
    const bool both = std::find(found.begin(), found.end(), !found.front()) != found.end();
    if (both || !is_one_letter(words.front())) return found;
  }
  return std::nullopt;
}

}  // namespace retainwise::csv
