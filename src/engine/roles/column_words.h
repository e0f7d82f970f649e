#pragma once
/// By what names identifiers, people, amounts and this product's own columns are known, in the form
/// of normalised_name(): used by words.cc alone.
#include <string_view>

namespace retainwise::roles {

inline constexpr std::string_view kCustomerWords[] = {
    "customer",   "cust",     "client",   "user",      "account",   "acct",    "member",
    "subscriber", "employee", "person",   "contact",   "company",   "kunden",  "kunde",
    "cliente",    "klant",    "klient",   "asiakas",   "household", "patient", "contract",
    "policy",     "kund",     "mitglied", "mitglieds",
};
inline constexpr std::string_view kIdWords[] = {"id",  "ids", "uuid",      "guid",
                                                "key", "nr",  "identifier"};
inline constexpr std::string_view kPersonWords[] = {
    "phone",    "telephone", "mobile",   "email",    "mail",     "surname",   "name",
    "address",  "iban",      "ssn",      "telefon",  "telefono", "nachname",  "vorname",
    "nom",      "prenom",    "nombre",   "apellido", "adresse",  "direccion", "indirizzo",
    "naam",     "adres",     "imie",     "nazwisko", "nimi",     "osoite",    "puhelin",
    "lastname", "firstname", "fullname", "username", "msisdn",
};
/// Amounts of money and of use: whole numbers that may all differ and yet are no identifiers.
inline constexpr std::string_view kAmountStems[] = {
    "amount",  "price",     "balance", "revenue", "charge",  "salary",   "income",  "spend",
    "spent",   "total",     "value",   "payment", "sales",   "turnover", "budget",  "saldo",
    "umsatz",  "betrag",    "gehalt",  "preis",   "kosten",  "precio",   "importe", "ingreso",
    "gasto",   "salario",   "montant", "prix",    "solde",   "revenu",   "valor",   "receita",
    "renda",   "fatturato", "importo", "prezzo",  "reddito", "bedrag",   "omzet",   "prijs",
    "inkomen", "kwota",     "dochod",  "minutes", "seconds", "bytes",    "usage",   "volume",
};
inline constexpr std::string_view kAmountWords[] = {
    "cost", "costs", "fee", "fees", "bill", "mrr",   "arr",  "usd",   "eur",    "gbp",
    "clv",  "ltv",   "mb",  "gb",   "cena", "hinta", "tulo", "limit", "credit", "debt"};
inline constexpr std::string_view kOwnNames[] = {
    "customer_state", "churn_probability", "retention_probability",
    "risk_level",     "risk_rank",         "risk_points",
    "reason_1",       "reason_2",          "reason_3",
    "keeps_1",        "keeps_2",           "explanation",
    "score_kind",
};

}  // namespace retainwise::roles
