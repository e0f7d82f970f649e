#include "engine/predict/understand.h"

#include "base/text.h"

namespace retainwise::predict {
namespace {

roles::Options role_options(const Options& options) {
  roles::Options out;
  out.outcome = options.outcome;
  out.left_value = options.left_value;
  for (const auto& [column, role] : options.roles) {
    if (const auto known = roles::role_of(role)) out.roles.emplace(column, *known);
  }
  out.id = options.id;
  out.date = options.date;
  out.value = options.value;
  out.ignored = options.ignored;
  return out;
}

csv::ReadOptions read_options(const Options& options, const model::Model* saved) {
  csv::ReadOptions out = options.reading;
  if (options.as_of) out.today = *options.as_of;
  if (saved == nullptr) return out;
  for (const model::InputColumn& input : saved->inputs) {
    const bool measured = input.type == table::Type::kNumber || input.type == table::Type::kDate;
    if (measured && !input.category) out.types.emplace(input.name, input.type);
  }
  return out;
}

/// A type that was asked for reaches a column, or is refused: it must not be lost in silence.
Result<void> check_types(const table::Table& table, const Options& options) {
  for (const auto& [column, type] : options.reading.types) {
    if (!table.find(column))
      return bad_request("column_unknown",
                         "The file has no column \"" + shortened(column, 80) + "\".",
                         "Set types by the names of columns of the file.");
  }
  return {};
}

}  // namespace

Result<Understood> understand(ByteSpan input, const Options& options, const model::Model* saved,
                              Progress& progress) {
  progress.at(Stage::kReading, 0);
  RW_TRY(csv::Reading reading, csv::read(input, read_options(options, saved), progress));
  RW_CHECK_OK(check_types(reading.table, options));
  progress.rows(static_cast<std::int64_t>(reading.table.rows()));
  if (progress.cancelled()) return cancelled();
  progress.at(Stage::kUnderstanding, 0);
  RW_TRY(roles::Roles roles, roles::find(reading.table, role_options(options)));
  progress.at(Stage::kUnderstanding, 1);
  if (progress.cancelled()) return cancelled();
  return Understood{std::move(reading), std::move(roles)};
}

}  // namespace retainwise::predict
