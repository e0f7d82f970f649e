#pragma once
/// The words by which outcomes, identifiers and leaks are known, in English,
/// French, German, Spanish, Portuguese, Italian, Dutch, Polish, Finnish, the Scandinavian languages
/// and a few of Russian, Turkish, Chinese and Japanese. All words are in the form of
/// normalised_name().
#include <cstdint>
#include <string>
#include <string_view>

namespace retainwise::roles {

/// What a cell of an outcome says.
enum class Says : std::uint8_t { kLeft, kStayed, kUnknown, kOther };
/// "Yes", "VRAI", "True.", "gekündigt", "Attrited Customer", "not renewed" → kLeft …
Says meaning_of(std::string_view cell);

/// How strongly a column's name says that it is the outcome: 4 churn, attrition …, 3 … status,
/// 2 subscriber, renewed … (inverted), 1 y, target …, 0 not.
int outcome_strength(std::string_view name);
/// Names of strength 2: "yes" means that the customer stayed.
bool is_inverted(std::string_view name);

/// "churn_risk_score": a grade of another program; where it says only 0 and 1, perhaps the outcome.
bool is_leaving_score_name(std::string_view name);

/// A name about leaving with a word that only a past leaver has: "Churn Reason", "cancel_date".
bool is_leak_name(std::string_view name);
/// A name that says when a customer left: "cancel_date", "Kündigungsdatum", "closed_at".
bool is_leaving_date_name(std::string_view name);

enum class IdName : std::uint8_t { kNo, kPerson, kAny, kCustomer };
/// kCustomer "customerID"; kAny "plan_id", "key"; kPerson "phone", "Surname", "company name".
IdName id_name(std::string_view name);
/// "balance", "MonthlyIncome", "Umsatz", "bytes": whole numbers that may differ in every row.
bool is_amount_name(std::string_view name);
/// A column that this product itself adds to a result (product names, also with _2 …).
bool is_own_result_name(std::string_view name);

}  // namespace retainwise::roles
