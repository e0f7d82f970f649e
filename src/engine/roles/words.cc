#include "engine/roles/words.h"

#include <algorithm>
#include <span>
#include <vector>

#include "base/text.h"
#include "engine/roles/column_words.h"
#include "engine/roles/outcome_words.h"

namespace retainwise::roles {
namespace {

using Words = std::span<const std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_any(std::string_view text, Words stems) {
  return std::any_of(stems.begin(), stems.end(),
                     [&](std::string_view stem) { return contains(text, stem); });
}

/// The name's words joined, so that "Churnreason", "churn_reason" and "Churn Reason" are one.
std::string joined(std::string_view name) {
  std::string text = normalised_name(name);
  std::erase(text, '_');
  return text;
}

bool has_word(std::string_view name, Words words) {
  const std::vector<std::string> parts = name_words(name);
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return is_one_of(part, words); });
}

bool is_about_leaving(std::string_view name) {
  return has_any(joined(name), kLeavingStems) || has_word(name, kLeavingWords);
}

/// "score" of "churnscore", "datum" of "kundigungsdatum": what follows a leaving stem.
bool follows_stem(std::string_view whole, std::string_view stem, Words words) {
  if (!starts_with(whole, stem)) return false;
  const std::string_view rest = whole.substr(stem.size());
  const bool german_s = starts_with(rest, "s");
  return is_one_of(rest, words) || (german_s && is_one_of(rest.substr(1), words));
}

/// "churn_score", "churnscore": one of `words` as a word, or as what follows a leaving stem.
bool has_beside(std::string_view name, Words words) {
  if (has_word(name, words)) return true;
  const std::string whole = joined(name);
  return std::any_of(std::begin(kLeavingStems), std::end(kLeavingStems),
                     [&](std::string_view stem) { return follows_stem(whole, stem, words); });
}

bool is_aside_of_no_score(std::string_view name) {
  return has_any(joined(name), kAsideStems) || has_beside(name, kAsideWords);
}

bool is_aside(std::string_view name) {
  return is_aside_of_no_score(name) || has_beside(name, kScoreWords);
}

Says meaning_of_word(std::string_view word) {
  if (is_one_of(word, kLeftWords)) return Says::kLeft;
  if (is_one_of(word, kStayedWords)) return Says::kStayed;
  if (is_one_of(word, kUnknownWords)) return Says::kUnknown;
  return Says::kOther;
}

std::string_view without_tail(std::string_view word) {
  for (const std::string_view tail : kCustomerTails)
    if (ends_with(word, tail)) return word.substr(0, word.size() - tail.size());
  return word;
}

std::string_view without_manner(std::string_view word) {
  for (const std::string_view manner : kManners)
    if (starts_with(word, manner)) return word.substr(manner.size());
  return word;
}

/// "not_churned" → kStayed; kOther where `word` is no negation of a known word.
Says meaning_of_negation(std::string_view word) {
  for (const std::string_view negation : kNegations) {
    if (!starts_with(word, negation)) continue;
    const Says positive = meaning_of_word(word.substr(negation.size()));
    if (positive == Says::kLeft) return Says::kStayed;
    if (positive == Says::kStayed) return Says::kLeft;
  }
  return Says::kOther;
}

/// "customerid", "userid" written as one word.
bool is_joined_customer_id(std::string_view whole) {
  return std::any_of(std::begin(kCustomerWords), std::end(kCustomerWords),
                     [&](std::string_view customer) {
                       if (!starts_with(whole, customer)) return false;
                       const std::string_view rest = whole.substr(customer.size());
                       return rest == "id" || rest == "number" || rest == "nummer" || rest == "nr";
                     });
}

/// "risk_level_3" → "risk_level".
std::string_view without_copy_number(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  if (end == std::string_view::npos || end + 1 == name.size() || name[end] != '_') return name;
  return name.substr(0, end);
}

}  // namespace

Says meaning_of(std::string_view cell) {
  const std::string word = normalised_name(cell);
  const std::string_view bare = without_tail(word);
  for (const std::string_view form : {std::string_view(word), bare, without_manner(bare)}) {
    const Says whole = meaning_of_word(form);
    if (whole != Says::kOther) return whole;
    const Says negated = meaning_of_negation(form);
    if (negated != Says::kOther) return negated;
  }
  return Says::kOther;
}

bool is_leaving_score_name(std::string_view name) {
  return is_about_leaving(name) && has_beside(name, kScoreWords) && !is_aside_of_no_score(name);
}

int outcome_strength(std::string_view name) {
  if (is_aside(name)) return 0;
  const std::string whole = joined(name);
  if (is_about_leaving(name)) return 4;
  const bool status = std::any_of(std::begin(kStatusWords), std::end(kStatusWords),
                                  [&](std::string_view word) { return ends_with(whole, word); });
  if (status) return 3;
  if (is_inverted(name)) return 2;
  return is_one_of(whole, kGenericNames) ? 1 : 0;
}

bool is_inverted(std::string_view name) {
  return has_any(joined(name), kInvertedStems) && !is_about_leaving(name);
}

bool is_leak_name(std::string_view name) {
  const std::string whole = joined(name);
  if (contains(whole, "refund") || is_leaving_date_name(name)) return true;
  return is_about_leaving(name) && (has_any(whole, kAsideStems) || has_beside(name, kLeakWords));
}

bool is_leaving_date_name(std::string_view name) {
  const bool leaving = is_about_leaving(name);
  if (has_beside(name, kDateWords)) return leaving || has_word(name, kEndingWords);
  return leaving && has_word(name, kMomentWords);
}

IdName id_name(std::string_view name) {
  const std::vector<std::string> words = name_words(name);
  if (words.empty()) return IdName::kNo;
  if (is_joined_customer_id(joined(name))) return IdName::kCustomer;
  if (is_one_of(words.back(), kIdWords)) {
    const bool only_id = words.size() == 1;
    return only_id || has_word(name, kCustomerWords) ? IdName::kCustomer : IdName::kAny;
  }
  if (words.front() == "number" || words.front() == "num" || words.front() == "has")
    return IdName::kNo;
  if (is_one_of(words.back(), kPersonWords) || ends_with(words.back(), "name"))
    return IdName::kPerson;
  const bool number = words.back() == "number" || words.back() == "no";
  return number && has_word(name, kPersonWords) ? IdName::kPerson : IdName::kNo;
}

bool is_amount_name(std::string_view name) {
  return has_any(joined(name), kAmountStems) || has_word(name, kAmountWords);
}

bool is_own_result_name(std::string_view name) {
  return is_one_of(name, kOwnNames) || is_one_of(without_copy_number(name), kOwnNames);
}

}  // namespace retainwise::roles
