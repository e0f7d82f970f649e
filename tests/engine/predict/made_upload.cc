#include "tests/engine/predict/made_upload.h"

#include <cmath>
#include <fstream>
#include <stdexcept>

#include "base/random.h"
#include "base/text.h"
#include "engine/csv/reader.h"

namespace retainwise::predict {

std::string made_upload(const Upload& upload) {
  SeededRandom random(upload.seed);
  const std::string d(1, upload.delimiter);
  std::string text = "Customer Id" + d + "Plan" + d + "Months" + d + "Tickets" + d + "Spend" + d +
                     "Noise" + (upload.outcome ? d + "Churn" : "") + "\n";
  for (std::size_t row = 0; row < upload.rows; ++row) {
    const std::size_t plan = random.below(3);
    const auto months = static_cast<double>(random.below(60));
    const auto tickets = static_cast<double>(random.below(9));
    const double spend = 20 + 80 * random.uniform();
    const double noise = random.uniform();
    const double told = 0.6 - 1.4 * static_cast<double>(plan) - 0.04 * months + 0.35 * tickets;
    const double margin = upload.chance ? -0.8 : told;
    const bool left = random.uniform() < 1 / (1 + std::exp(-margin));
    const char* const plans[] = {"Monthly", "Yearly", "=Two \"years\""};
    text += "C-" + std::to_string(1000 + row) + d;
    text += plan == 2 ? "\"=Two \"\"years\"\"\"" : plans[plan];
    text += d + format_number(months) + d + format_number(tickets) + d;
    text += (random.below(3) == 0 ? "" : format_fixed(spend, 2)) + d + format_fixed(noise, 4);
    const bool trial = !upload.trial_outcome.empty() && row % 10 == 0;
    if (upload.outcome) text += d + (trial ? upload.trial_outcome : left ? "Yes" : "No");
    text += "\n";
  }
  return text;
}

Result<Ran> run(const std::string& input, const Options& options, const model::Model* saved,
                unsigned threads) {
  StringSink result, customers, model;
  NoProgress progress;
  Options with_date = options;
  if (!with_date.as_of) with_date.as_of = date_of(2026, 11, 24);
  RW_TRY(Summary summary, predict(as_bytes(input), with_date, saved, {"abc123", "0.1.0"}, threads,
                                  {result, &customers, model}, progress));
  return Ran{std::move(summary), result.take(), customers.take(), model.take()};
}

ResultRows ResultRows::read(const std::string& text) {
  NoProgress progress;
  const auto reading = csv::read(as_bytes(text), {}, progress);
  if (!reading.ok()) throw std::runtime_error(reading.error().what);
  ResultRows out{reading->header, {}};
  for (std::size_t row = 0; row < reading->table.rows(); ++row) {
    reading->cells(row, out.rows.emplace_back());
  }
  return out;
}

std::size_t ResultRows::place(std::string_view column) const {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i] == column) return i;
  }
  throw std::runtime_error("no column " + std::string(column));
}

const std::string& ResultRows::cell(std::size_t row, std::string_view column) const {
  return rows[row][place(column)];
}

std::optional<std::string> shared_file(const std::string& name) {
  std::ifstream file(RETAINWISE_SOURCE_DIR "/../shared/data/" + name, std::ios::binary);
  if (!file.is_open()) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace retainwise::predict
