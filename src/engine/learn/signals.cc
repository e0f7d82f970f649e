#include "engine/learn/signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace retainwise::learn {
namespace {

using table::Column;
using table::Type;
using Words = std::vector<std::string_view>;

constexpr double kDaysAMonth = 30.4375;

/// `points` for values below `below`; the last band has no end.
struct Band {
  double below;
  int points;
};
constexpr double kNoEnd = std::numeric_limits<double>::infinity();

constexpr std::array<Band, 5> kTenureMonths = {{{3, 25}, {12, 18}, {24, 10}, {48, 5}, {kNoEnd, 0}}};
constexpr std::array<Band, 5> kInactiveDays = {{{8, 0}, {15, 4}, {31, 10}, {61, 18}, {kNoEnd, 25}}};
constexpr std::array<Band, 4> kTickets = {{{1, 0}, {3, 5}, {5, 10}, {kNoEnd, 15}}};
constexpr std::array<Band, 3> kTrouble = {{{1, 0}, {3, 12}, {kNoEnd, 20}}};
/// Of the way from the lowest to the highest value of the file.
constexpr std::array<Band, 3> kSatisfaction = {{{0.25, 15}, {0.5, 7}, {kNoEnd, 0}}};
/// Of the file's rows that have less.
constexpr std::array<Band, 5> kTenureFifths = {
    {{0.2, 25}, {0.4, 18}, {0.6, 10}, {0.8, 5}, {kNoEnd, 0}}};
constexpr std::array<Band, 3> kUsage = {{{0.25, 12}, {0.5, 6}, {kNoEnd, 0}}};

template <std::size_t Count>
int points_of(double value, const std::array<Band, Count>& bands) {
  const auto band = std::find_if(bands.begin(), bands.end(),
                                 [value](const Band& one) { return value < one.below; });
  return band == bands.end() ? 0 : band->points;
}

template <std::size_t Count>
int most_of(const std::array<Band, Count>& bands) {
  int most = 0;
  for (const Band& band : bands) most = std::max(most, band.points);
  return most;
}

/// A name is normalised: "last_activity_days_ago".
bool has(std::string_view name, const Words& stems) {
  return std::any_of(stems.begin(), stems.end(),
                     [name](std::string_view stem) { return contains(name, stem); });
}

bool has_word(std::string_view name, const Words& wanted) {
  const std::vector<std::string> words = split(name, '_');
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

/// "fecha_de_ingreso" → "fecha_ingreso", "date_d_adhesion" → "adhesion".
std::string without_small_words(std::string_view name) {
  std::string rest;
  for (const std::string& word : split(name, '_')) {
    if (has_word(word, {"de", "du", "da", "do", "di", "del", "of", "the"})) continue;
    rest += (rest.empty() ? "" : "_") + word;
  }
  return rest;
}

using OfRow = std::function<std::optional<int>(std::size_t row)>;

Signal signal_of(std::string_view name, std::size_t column, int most, std::string_view bands,
                 std::size_t rows, const OfRow& points) {
  Signal signal{std::string(name), column, most, std::string(bands), {}};
  signal.points.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row)
    signal.points.push_back(static_cast<std::uint8_t>(points(row).value_or(0)));
  return signal;
}

/// By the numbers of a column; missing cells have no points.
template <std::size_t Count>
Signal by_number(std::string_view name, std::size_t place, const Column& column, double scale,
                 const std::array<Band, Count>& bands, std::string_view words) {
  const std::span<const double> numbers = column.numbers();
  return signal_of(name, place, most_of(bands), words, column.rows(),
                   [&](std::size_t row) -> std::optional<int> {
                     if (std::isnan(numbers[row])) return std::nullopt;
                     return points_of(numbers[row] * scale, bands);
                   });
}

/// By the share of the file's rows that have less.
template <std::size_t Count>
Signal by_share(std::string_view name, std::size_t place, const Column& column,
                const std::array<Band, Count>& bands, std::string_view words) {
  const std::span<const double> numbers = column.numbers();
  std::vector<double> sorted;
  for (const double each : numbers) {
    if (!std::isnan(each)) sorted.push_back(each);
  }
  std::sort(sorted.begin(), sorted.end());
  return signal_of(name, place, most_of(bands), words, column.rows(),
                   [&](std::size_t row) -> std::optional<int> {
                     if (std::isnan(numbers[row])) return std::nullopt;
                     const auto below =
                         std::lower_bound(sorted.begin(), sorted.end(), numbers[row]);
                     const auto share = static_cast<double>(below - sorted.begin()) /
                                        static_cast<double>(sorted.size());
                     return points_of(share, bands);
                   });
}

double newest(const Column& column, Date as_of) {
  double day = as_of.days;
  for (const double each : column.numbers()) {
    if (!std::isnan(each)) day = std::max(day, std::floor(each));
  }
  return day;
}

/// By the days from a date to the file's own day.
template <std::size_t Count>
Signal by_age(std::string_view name, std::size_t place, const Column& column, Date as_of,
              double scale, const std::array<Band, Count>& bands, std::string_view words) {
  const double today = newest(column, as_of);
  const std::span<const double> days = column.numbers();
  return signal_of(name, place, most_of(bands), words, column.rows(),
                   [&](std::size_t row) -> std::optional<int> {
                     if (std::isnan(days[row])) return std::nullopt;
                     return points_of((today - std::floor(days[row])) * scale, bands);
                   });
}

bool is_number(const Column& column) {
  return column.type() == Type::kNumber && column.distinct() > 1;
}
bool is_date(const Column& column) {
  return column.type() == Type::kDate && column.distinct() > 1;
}

constexpr std::string_view kTenureWords =
    "A customer for less than 3 months: 25 points; less than 12: 18; less than 24: 10; less than "
    "48: 5; longer: 0.";

/// A date of one of these names, small words left out, says since when somebody is a customer.
const Words kStartStems = {
    // English
    "signup", "sign_up", "start_date", "customer_since", "member_since", "client_since", "joined",
    "join_date", "joining", "subscribed_on", "created", "registered", "registration",
    "activation_date", "onboard", "enrol", "hire_date", "first_order", "first_purchase",
    "account_open", "opening_date", "date_opened",
    // German
    "kunde_seit", "kundin_seit", "mitglied_seit", "vertragsbeginn", "vertragsstart",
    "vertragsabschluss", "anmeldedatum", "anmeldetag", "eintritt", "beitritt", "registrierung",
    "aktivierung", "startdatum", "erstkauf", "erstbestellung",
    // French, Spanish, Portuguese, Italian
    "inscription", "date_debut", "debut_contrat", "date_entree", "adhesion", "client_depuis",
    "fecha_alta", "fecha_inicio", "fecha_registro", "fecha_ingreso", "cliente_desde", "data_inicio",
    "data_cadastro", "data_adesao", "data_inizio", "data_iscrizione", "data_attivazione",
    "cliente_dal",
    // Dutch, Polish, Finnish, Swedish
    "klant_sinds", "begindatum", "ingangsdatum", "inschrijfdatum", "klient_od", "data_rozpoczecia",
    "data_rejestracji", "asiakas_alkaen", "asiakkuuden_alku", "aloituspaiva", "liittymis",
    "kund_sedan"};

std::optional<Signal> tenure(std::string_view name, std::size_t place, const Column& column,
                             Date as_of) {
  const bool named = has(name, {"tenure", "months_subscribed", "subscription_length", "account_age",
                                "account_length", "customer_age_months", "membership_length",
                                "months_as_customer", "customer_months", "anciennete", "antiguedad",
                                "antiguidade", "anzianita", "kundendauer", "asiakkuuden_kesto"});
  const bool start = has(without_small_words(name), kStartStems);
  if (is_number(column) && named) {
    if (has_word(name, {"days", "day", "tage", "jours", "dias", "giorni"}))
      return by_number("tenure", place, column, 1 / kDaysAMonth, kTenureMonths, kTenureWords);
    if (has_word(name, {"years", "year", "jahre", "ans", "anos", "anni"}))
      return by_number("tenure", place, column, 12, kTenureMonths, kTenureWords);
    if (contains(name, "month") || has_word(name, {"monate", "mois", "meses", "mesi"}))
      return by_number("tenure", place, column, 1, kTenureMonths, kTenureWords);
    // In which unit nobody says: 2 may be new or not.
    return by_share("tenure", place, column, kTenureFifths,
                    "The fifth of the file that has been a customer for the shortest time: 25 "
                    "points; the next fifths: 18, 10, 5 and 0.");
  }
  if (is_date(column) && start)
    return by_age("tenure", place, column, as_of, 1 / kDaysAMonth, kTenureMonths, kTenureWords);
  return std::nullopt;
}

constexpr std::string_view kInactiveWords =
    "Not active for more than 60 days: 25 points; more than 30: 18; more than 14: 10; more than 7: "
    "4; else 0.";

std::optional<Signal> last_activity(std::string_view name, std::size_t place, const Column& column,
                                    Date as_of) {
  const bool last = has_word(name, {"last", "since", "letzte", "letzter", "derniere", "dernier",
                                    "ultima", "ultimo", "viimeisin"});
  const bool activity =
      has(name, {"activ", "login", "log_in", "order", "purchase", "seen", "visit", "use", "contact",
                 "transaction", "session", "kauf", "achat", "compra", "acquisto", "bestellung",
                 "anmeldung", "connexion", "acceso"});
  const bool inactive = has(name, {"inactiv", "recency", "dormant", "inaktiv"});
  if (!inactive && !(last && activity)) return std::nullopt;
  if (is_number(column))
    return by_number("last_activity", place, column, 1, kInactiveDays, kInactiveWords);
  if (is_date(column))
    return by_age("last_activity", place, column, as_of, 1, kInactiveDays, kInactiveWords);
  return std::nullopt;
}

/// Points by what a category's text says; nullopt where it says nothing of the kind.
using Meaning = std::optional<int> (*)(std::string_view text);

/// nullopt unless at least half of the texts are understood: another column of that name.
std::optional<Signal> by_text(std::string_view name, std::size_t place, const Column& column,
                              int most, std::string_view words, Meaning meaning) {
  if (column.codes().empty() || column.distinct() < 2) return std::nullopt;
  std::vector<std::optional<int>> of_code;
  for (const std::string& text : column.dictionary().texts())
    of_code.push_back(meaning(normalised_name(text)));
  const auto known = static_cast<std::size_t>(std::count_if(
      of_code.begin(), of_code.end(), [](const auto& one) { return one.has_value(); }));
  if (known == 0 || known * 2 < of_code.size()) return std::nullopt;
  return signal_of(name, place, most, words, column.rows(),
                   [&](std::size_t row) -> std::optional<int> {
                     const std::uint32_t code = column.codes()[row];
                     if (code == table::kMissing) return std::nullopt;
                     return of_code[code];
                   });
}

std::optional<int> of_contract(std::string_view text) {
  if (has_word(text, {"24", "36", "biennial"}) ||
      has(text, {"two_year", "2_year", "three_year", "3_year", "multi_year", "zwei_jahr", "2_jahr",
                 "deux_ans", "2_ans", "dos_anos", "2_anos"}))
    return 0;
  if (has(text, {"year", "annual", "12_month", "jahr", "jaehrlich", "jahrlich", "annuel", "un_an",
                 "1_an", "anual", "annuale", "vuosi"}))
    return 5;
  if (has(text, {"quarter", "quartal", "trimest", "3_month"})) return 15;
  if (has(text, {"month", "week", "monat", "mensuel", "mensual", "mensile", "mensal", "mois",
                 "kuukausi", "pay_as_you_go", "prepaid", "no_contract", "flexible"}))
    return 25;
  return std::nullopt;
}

std::optional<Signal> contract(std::string_view name, std::size_t place, const Column& column) {
  if (!has(name, {"contract", "vertrag", "contrat", "billing_cycle", "billing_period",
                  "billing_frequency", "plan_term", "subscription_type", "commitment",
                  "abrechnungszeitraum", "sopimus"}))
    return std::nullopt;
  return by_text(
      "contract", place, column, 25,
      "From month to month: 25 points; by the quarter: 15; by the year: 5; for longer: 0.",
      of_contract);
}

std::optional<int> of_payment(std::string_view text) {
  if (has_word(text, {"cc", "ach", "upi", "sepa"}) ||
      has(text,
          {"auto", "card", "karte", "carte", "tarjeta", "cartao", "carta", "debit", "lastschrift",
           "prelevement", "domicili", "paypal", "apple_pay", "google_pay", "wallet"}))
    return 0;
  if (has_word(text, {"bar", "cod"}) ||
      has(text,
          {"check", "cheque", "cash", "invoice", "rechnung", "facture", "factura", "fattura",
           "manual", "transfer", "ueberweisung", "uberweisung", "virement", "efectivo", "boleto"}))
    return 10;
  return std::nullopt;
}

std::optional<Signal> payment_method(std::string_view name, std::size_t place,
                                     const Column& column) {
  if (!has(name, {"payment_m", "paymentm", "preferred_payment", "pay_method", "zahlungsart",
                  "zahlungsweise", "mode_de_paiement", "moyen_de_paiement", "metodo_de_pago",
                  "forma_de_pago", "forma_de_pagamento", "metodo_di_pagamento", "maksutapa"}))
    return std::nullopt;
  return by_text("payment_method", place, column, 10,
                 "Pays by hand (check, cash, invoice, transfer): 10 points; by card or debit: 0.",
                 of_payment);
}

/// A yes or no: `points` where the answer is `points_for`.
std::optional<Signal> by_answer(std::string_view name, std::size_t place, const Column& column,
                                bool points_for, int points, std::string_view words) {
  if (column.type() != Type::kBoolean || column.distinct() < 2) return std::nullopt;
  const std::span<const double> numbers = column.numbers();
  return signal_of(name, place, points, words, column.rows(),
                   [&](std::size_t row) -> std::optional<int> {
                     if (std::isnan(numbers[row])) return std::nullopt;
                     return (numbers[row] == 1) == points_for ? points : 0;
                   });
}

std::optional<Signal> auto_renewal(std::string_view name, std::size_t place, const Column& column) {
  if (!has(name, {"auto_renew", "autorenew", "automatic_renewal", "automatische_verlaengerung",
                  "automatische_verlangerung", "renouvellement_auto", "renovacion_auto"}))
    return std::nullopt;
  return by_answer("auto_renewal", place, column, false, 20,
                   "Does not renew by itself: 20 points.");
}

template <std::size_t Count>
std::optional<Signal> by_count_or_answer(std::string_view name, std::size_t place,
                                         const Column& column, const std::array<Band, Count>& bands,
                                         std::string_view counted, std::string_view answered) {
  if (is_number(column)) return by_number(name, place, column, 1, bands, counted);
  return by_answer(name, place, column, true, most_of(bands), answered);
}

std::optional<Signal> tickets(std::string_view name, std::size_t place, const Column& column) {
  if (!has(name, {"ticket", "complain", "complaint", "service_call", "support_call", "support_case",
                  "beschwerde", "reklamation", "plainte", "reclam", "lamentel", "incident",
                  "escalation", "valitus"}))
    return std::nullopt;
  return by_count_or_answer("tickets", place, column, kTickets,
                            "5 or more: 15 points; 3 or 4: 10; 1 or 2: 5; none: 0.",
                            "Yes: 15 points.");
}

std::optional<Signal> payment_trouble(std::string_view name, std::size_t place,
                                      const Column& column) {
  if (!has(name, {"late_pay", "missed_pay", "failed_pay", "payment_fail", "payment_delay",
                  "late_bill", "overdue", "delinquen", "arrear", "dunning", "past_due", "mahnung",
                  "zahlungsverzug", "impay", "moros", "inadimpl", "ritardo"}))
    return std::nullopt;
  return by_count_or_answer("payment_trouble", place, column, kTrouble,
                            "3 or more: 20 points; 1 or 2: 12; none: 0.", "Yes: 20 points.");
}

std::optional<Signal> satisfaction(std::string_view name, std::size_t place, const Column& column) {
  if (!is_number(column) || !has(name, {"satisf", "csat", "zufrieden", "soddisf", "nps", "rating",
                                        "happiness", "tyytyvais"}))
    return std::nullopt;
  const std::span<const double> numbers = column.numbers();
  double low = kNoEnd;
  double high = -kNoEnd;
  for (const double each : numbers) {
    if (std::isnan(each)) continue;
    low = std::min(low, each);
    high = std::max(high, each);
  }
  return signal_of("satisfaction", place, most_of(kSatisfaction),
                   "In the lowest quarter of the file's scale: 15 points; in the next: 7; else 0.",
                   column.rows(), [&](std::size_t row) -> std::optional<int> {
                     if (std::isnan(numbers[row])) return std::nullopt;
                     return points_of((numbers[row] - low) / (high - low), kSatisfaction);
                   });
}

bool is_money_name(std::string_view name) {
  return has(name, {"charge", "cost", "price", "revenue", "bill", "fee", "amount", "spend"});
}

std::optional<Signal> usage(std::string_view name, std::size_t place, const Column& column) {
  if (!is_number(column) || is_money_name(name) ||
      !has(name, {"usage", "login", "session", "api_call", "engagement", "active_days",
                  "seats_used", "feature_use", "features_used", "hours_on_app", "hour_spend",
                  "order_count", "minutes_used", "visits", "nutzung", "utilisation", "utilizacion",
                  "utilizzo", "kaytto"}))
    return std::nullopt;
  return by_share(
      "usage", place, column, kUsage,
      "The quarter of the file with the least of it: 12 points; the next quarter: 6; else 0.");
}

}  // namespace

std::optional<Signal> signal_of_column(const table::Table& table, std::size_t place, Date as_of) {
  const Column& column = table.column(place);
  const std::string name = normalised_name(column.name());
  if (auto found = last_activity(name, place, column, as_of)) return found;
  if (auto found = payment_trouble(name, place, column)) return found;
  if (auto found = payment_method(name, place, column)) return found;
  if (auto found = auto_renewal(name, place, column)) return found;
  if (auto found = tickets(name, place, column)) return found;
  if (auto found = satisfaction(name, place, column)) return found;
  if (auto found = tenure(name, place, column, as_of)) return found;
  if (auto found = contract(name, place, column)) return found;
  return usage(name, place, column);
}

}  // namespace retainwise::learn
