#include "engine/roles/words.h"

#include <algorithm>
#include <span>
#include <vector>

#include "base/text.h"

namespace retainwise::roles {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kLeftWords[] = {
    // English
    "yes",
    "y",
    "1",
    "true",
    "t",
    "churned",
    "churn",
    "churner",
    "attrited",
    "attrition",
    "exited",
    "exit",
    "left",
    "leaver",
    "cancelled",
    "canceled",
    "cancellation",
    "inactive",
    "closed",
    "lost",
    "gone",
    "terminated",
    "ended",
    "lapsed",
    "dropped",
    "deactivated",
    "defected",
    "unsubscribed",
    "quit",
    "resigned",
    "expired",
    "leaving",
    // French
    "vrai",
    "v",
    "oui",
    "o",
    "resilie",
    "resiliee",
    "parti",
    "partie",
    "perdu",
    "perdue",
    "annule",
    "annulee",
    "inactif",
    "inactive",
    "clos",
    "cloture",
    // German
    "ja",
    "j",
    "wahr",
    "gekundigt",
    "gekuendigt",
    "abgewandert",
    "verloren",
    "beendet",
    "ausgetreten",
    "inaktiv",
    "gegangen",
    "storniert",
    // Spanish
    "si",
    "s",
    "verdadero",
    "cierto",
    "cancelado",
    "cancelada",
    "baja",
    "perdido",
    "perdida",
    "abandono",
    "abandonado",
    "inactivo",
    "inactiva",
    "cerrado",
    // Portuguese
    "sim",
    "verdadeiro",
    "inativo",
    "inativa",
    "encerrado",
    "evadido",
    "saiu",
    "abandonou",
    // Italian
    "vero",
    "cessato",
    "cessata",
    "disdetto",
    "disdetta",
    "perso",
    "persa",
    "abbandonato",
    "annullato",
    "inattivo",
    "chiuso",
    // Dutch
    "waar",
    "opgezegd",
    "vertrokken",
    "beeindigd",
    "inactief",
    "gestopt",
    // Polish
    "tak",
    "prawda",
    "zrezygnowal",
    "odszedl",
    "odeszla",
    "nieaktywny",
    "utracony",
    "anulowany",
    "rezygnacja",
    // Finnish
    "kylla",
    "k",
    "tosi",
    "poistunut",
    "lahtenyt",
    "irtisanottu",
    "irtisanonut",
    "paattynyt",
    "menetetty",
    "passiivinen",
    // Swedish, Danish, Norwegian
    "uppsagd",
    "avslutad",
    "forlorad",
    "opsagt",
    "oppsagt",
    "avsluttet",
    // Russian, Turkish, Chinese, Japanese
    "да",
    "Да",
    "ушел",
    "Ушел",
    "ушёл",
    "отток",
    "evet",
    "ayrildi",
    "是",
    "流失",
    "はい",
    "解約",
};

constexpr std::string_view kStayedWords[] = {
    // English
    "no",
    "n",
    "0",
    "false",
    "f",
    "stayed",
    "existing",
    "retained",
    "current",
    "active",
    "loyal",
    "open",
    "renewed",
    "kept",
    "staying",
    "remained",
    "enrolled",
    // French
    "faux",
    "non",
    "reste",
    "restee",
    "actif",
    "active",
    "fidele",
    "ouvert",
    "conserve",
    // German
    "nein",
    "falsch",
    "aktiv",
    "geblieben",
    "bestehend",
    "treu",
    "offen",
    // Spanish
    "falso",
    "activo",
    "activa",
    "vigente",
    "alta",
    "retenido",
    "leal",
    // Portuguese
    "nao",
    "ativo",
    "ativa",
    "mantido",
    "ficou",
    "permanece",
    // Italian
    "attivo",
    "attiva",
    "rimasto",
    "rimasta",
    "fedele",
    "aperto",
    // Dutch
    "nee",
    "onwaar",
    "actief",
    "gebleven",
    "bestaand",
    "lopend",
    // Polish
    "nie",
    "falsz",
    "aktywny",
    "pozostal",
    "pozostala",
    "obecny",
    // Finnish
    "ei",
    "e",
    "epatosi",
    "aktiivinen",
    "pysynyt",
    "nykyinen",
    "voimassa",
    // Swedish, Danish, Norwegian
    "nej",
    "nei",
    "kvar",
    "aktivt",
    // Russian, Turkish, Chinese, Japanese
    "нет",
    "Нет",
    "остался",
    "Остался",
    "hayir",
    "kaldi",
    "否",
    "留存",
    "いいえ",
    "継続",
};

constexpr std::string_view kUnknownWords[] = {
    "joined",
    "new",
    "trial",
    "pending",
    "unknown",
    "paused",
    "suspended",
    "prospect",
    "lead",
    "on_hold",
    "not_yet",
    "tbd",
    "undefined",
    "other",
    "neu",
    "unbekannt",
    "offene_kundigung",
    "ausstehend",
    "probe",
    "test",
    "nouveau",
    "nouvelle",
    "essai",
    "en_attente",
    "inconnu",
    "nuevo",
    "nueva",
    "prueba",
    "pendiente",
    "desconocido",
    "novo",
    "nova",
    "teste",
    "pendente",
    "desconhecido",
    "nuovo",
    "nuova",
    "prova",
    "in_attesa",
    "sconosciuto",
    "nieuw",
    "proef",
    "in_afwachting",
    "onbekend",
    "nowy",
    "nowa",
    "proba",
    "oczekujacy",
    "nieznany",
    "uusi",
    "kokeilu",
    "odottaa",
    "tuntematon",
    "ny",
    "okand",
    "ukjent",
    "ukendt",
};

constexpr std::string_view kNegations[] = {"not_", "no_",  "non_",  "nicht_", "nao_", "niet_",
                                           "ei_",  "nie_", "inte_", "ikke_",  "pas_"};
constexpr std::string_view kCustomerTails[] = {
    "_customer", "_customers", "_client", "_cliente", "_kunde",      "_klant",    "_klient",
    "_asiakas",  "_kund",      "_member", "_user",    "_subscriber", "_employee", "_account",
};

/// Anywhere in the name, words joined: "CustomerChurn", "churnflag".
constexpr std::string_view kLeavingStems[] = {
    "churn",       "attrition", "attrited",    "exited",    "cancel",     "abandon",
    "rotacion",    "kundigung", "kuendigung",  "gekundigt", "gekuendigt", "abwander",
    "resiliation", "resilie",   "disdetta",    "disdetto",  "cessazione", "opzegging",
    "opgezegd",    "evasao",    "desistencia", "rezygnac",  "odejscie",   "poistuma",
    "poistunut",   "irtisano",  "uppsag",      "opsig",     "oppsig",     "frafald",
    "unsubscribe", "отток",     "Отток",       "流失",      "解約",       "ayrilma",
};
/// As a whole word of the name only.
constexpr std::string_view kLeavingWords[] = {
    "left",       "exit",  "leaver", "baja",      "fuga",       "depart",
    "lapsed",     "lost",  "quit",   "abbandono", "vertrokken", "lahtenyt",
    "terminated", "leave", "parti",  "gone",      "defected",
};
/// With one of these a name about leaving is not the outcome: long ones anywhere in the name, short
/// ones as a word or as what follows a stem ("churnscore"), so that "account" is no "count".
constexpr std::string_view kAsideStems[] = {"reason",    "category",   "friend",    "motivo",
                                            "raison",    "kategori",   "categoria", "prediction",
                                            "predicted", "probability"};
constexpr std::string_view kAsideWords[] = {
    "score",  "date",    "ratio", "rate",  "prob",  "risk",     "count", "grund",  "reden",
    "powod",  "syy",     "fecha", "datum", "razao", "fee",      "fees",  "policy", "amount",
    "number", "comment", "offer", "price", "code",  "previous", "prior",
};
constexpr std::string_view kStatusWords[] = {"status",   "statut", "estado",  "stato",
                                             "situacao", "tila",   "zustand", "estatus"};
constexpr std::string_view kInvertedStems[] = {"subscriber", "subscribe", "retained", "renewed"};
constexpr std::string_view kGenericNames[] = {
    "y", "target", "label", "class", "outcome", "ziel", "cible", "objetivo", "zielvariable"};

constexpr std::string_view kLeakWords[] = {
    "score", "date", "code",  "value", "label", "grund",   "reden",
    "powod", "syy",  "fecha", "datum", "razao", "comment",
};
constexpr std::string_view kEndingWords[] = {
    "end",         "ended",      "closed",       "close",  "closing", "closure",
    "termination", "terminated", "cancellation", "expiry", "ende",    "fin",
    "fim",         "fine",       "einde",        "koniec", "loppu",
};
constexpr std::string_view kDateWords[] = {"date", "datum", "fecha", "data", "pvm", "dt"};
/// Say "when" only in a name about leaving: "churned_at".
constexpr std::string_view kMomentWords[] = {"at", "on", "day", "am", "time"};

constexpr std::string_view kCustomerWords[] = {
    "customer",   "cust",     "client",   "user",      "account",   "acct",    "member",
    "subscriber", "employee", "person",   "contact",   "company",   "kunden",  "kunde",
    "cliente",    "klant",    "klient",   "asiakas",   "household", "patient", "contract",
    "policy",     "kund",     "mitglied", "mitglieds",
};
constexpr std::string_view kIdWords[] = {"id", "ids", "uuid", "guid", "key", "nr", "identifier"};
constexpr std::string_view kPersonWords[] = {
    "phone",    "telephone", "mobile",   "email",    "mail",     "surname",   "name",
    "address",  "iban",      "ssn",      "telefon",  "telefono", "nachname",  "vorname",
    "nom",      "prenom",    "nombre",   "apellido", "adresse",  "direccion", "indirizzo",
    "naam",     "adres",     "imie",     "nazwisko", "nimi",     "osoite",    "puhelin",
    "lastname", "firstname", "fullname", "username", "msisdn",
};
/// Amounts of money and of use: whole numbers that may all differ and yet are no identifiers.
constexpr std::string_view kAmountStems[] = {
    "amount",  "price",     "balance", "revenue", "charge",  "salary",   "income",  "spend",
    "spent",   "total",     "value",   "payment", "sales",   "turnover", "budget",  "saldo",
    "umsatz",  "betrag",    "gehalt",  "preis",   "kosten",  "precio",   "importe", "ingreso",
    "gasto",   "salario",   "montant", "prix",    "solde",   "revenu",   "valor",   "receita",
    "renda",   "fatturato", "importo", "prezzo",  "reddito", "bedrag",   "omzet",   "prijs",
    "inkomen", "kwota",     "dochod",  "minutes", "seconds", "bytes",    "usage",   "volume",
};
constexpr std::string_view kAmountWords[] = {
    "cost", "costs", "fee", "fees", "bill", "mrr",   "arr",  "usd",   "eur",    "gbp",
    "clv",  "ltv",   "mb",  "gb",   "cena", "hinta", "tulo", "limit", "credit", "debt"};
constexpr std::string_view kOwnNames[] = {
    "customer_state", "churn_probability", "retention_probability",
    "risk_level",     "risk_rank",         "risk_points",
    "reason_1",       "reason_2",          "reason_3",
    "keeps_1",        "keeps_2",           "explanation",
    "score_kind",
};

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

bool is_aside(std::string_view name) {
  return has_any(joined(name), kAsideStems) || has_beside(name, kAsideWords);
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
  for (const std::string_view form : {std::string_view(word), without_tail(word)}) {
    const Says whole = meaning_of_word(form);
    if (whole != Says::kOther) return whole;
    const Says negated = meaning_of_negation(form);
    if (negated != Says::kOther) return negated;
  }
  return Says::kOther;
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
