#include "engine/csv/encoding/detector.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "base/text.h"
#include "engine/csv/encoding/alphabet_cost.h"
#include "engine/csv/encoding/decoding.h"
#include "engine/csv/encoding/sign_cost.h"
#include "engine/csv/encoding/words.h"

namespace retainwise::csv {
namespace {

/// Bits that a word of a further language costs: names of neighbours are met everywhere.
constexpr int kOtherLanguage = 5;
/// Bits that the ASCII words of a file may say against a language.
constexpr int kMostOfPlainWords = 6;

struct Scored {
  const Encoding* encoding;
  int cost;
};

using Words = std::vector<std::string_view>;

/// What the ASCII words say against each language of Latin letters, in the order of kLanguages.
std::vector<int> costs_of_languages(std::string_view text) {
  const Words words = plain_words(text);
  const PageMeaning meaning = meaning_of(encoding_named("cp1252").page);
  std::vector<int> costs;
  int least = std::numeric_limits<int>::max();
  for (const Language& language : kLanguages) {
    int cost = 0;
    const AlphabetCost alphabet(meaning, language);
    for (const std::string_view word : words) cost += language.latin ? alphabet.of(word) : 0;
    if (language.latin) least = std::min(least, cost);
    costs.push_back(cost);
  }
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const int against = kLanguages[i].latin ? (costs[i] - least) / 4 : 0;
    costs[i] = std::min(against, kBit * kMostOfPlainWords) + kBit * kLanguages[i].cost;
  }
  return costs;
}

/// The cheapest main language; single words may be of another one that the page was made for.
int page_cost(const PageCandidate& candidate, const Words& words,
              const std::vector<int>& languages) {
  const PageMeaning meaning = meaning_of(encoding_named(candidate.encoding).page);
  std::vector<std::vector<int>> costs;
  std::vector<int> first;
  for (const std::string& name : split(candidate.languages, ' ')) {
    const Language& language = language_named(name);
    const AlphabetCost alphabet(meaning, language);
    std::vector<int>& of_words = costs.emplace_back();
    for (const std::string_view word : words) of_words.push_back(alphabet.of(word));
    first.push_back(languages[static_cast<std::size_t>(&language - kLanguages.data())]);
  }
  std::vector<int> least(words.size(), std::numeric_limits<int>::max());
  for (const std::vector<int>& of_words : costs) {
    for (std::size_t w = 0; w < words.size(); ++w) least[w] = std::min(least[w], of_words[w]);
  }
  int best = std::numeric_limits<int>::max();
  for (std::size_t l = 0; l < costs.size(); ++l) {
    int cost = first[l];
    for (std::size_t w = 0; w < words.size(); ++w)
      cost += std::min(costs[l][w], least[w] + kBit * kOtherLanguage);
    best = std::min(best, cost);
  }
  return best + kBit * candidate.cost;
}

int sign_candidate_cost(const SignCandidate& candidate, const Words& words) {
  int cost = kBit * candidate.cost;
  const Encoding& encoding = encoding_named(candidate.encoding);
  for (const std::string_view word : words) cost += sign_cost(word, encoding, candidate);
  return cost;
}

std::string decoded(const Words& words, const Encoding& encoding) {
  Utf8Text out(64);
  for (const std::string_view word : words) {
    if (!out.view().empty()) out.copy(" ");
    decode_into(word, encoding, out);
  }
  return out.take();
}

}  // namespace

Guess guess_encoding(std::string_view text) {
  const Words words = telling_words(text);
  const std::vector<int> languages = costs_of_languages(text);
  std::vector<Scored> all;
  for (const PageCandidate& candidate : kPageCandidates)
    all.push_back({&encoding_named(candidate.encoding), page_cost(candidate, words, languages)});
  for (const SignCandidate& candidate : kSignCandidates)
    all.push_back({&encoding_named(candidate.encoding), sign_candidate_cost(candidate, words)});
  std::stable_sort(all.begin(), all.end(),
                   [](const Scored& a, const Scored& b) { return a.cost < b.cost; });
  Guess guess;
  guess.encoding = all.front().encoding;
  const Words first(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(
                                                       std::min<std::size_t>(words.size(), 5)));
  const std::string as_read = decoded(words, *guess.encoding);
  guess.words = decoded(first, *guess.encoding);
  for (const Scored& other : all) {
    if (decoded(words, *other.encoding) == as_read) continue;
    guess.second = other.encoding;
    guess.second_words = decoded(first, *other.encoding);
    guess.lead = (other.cost - all.front().cost) / kBit;
    break;
  }
  return guess;
}

}  // namespace retainwise::csv
