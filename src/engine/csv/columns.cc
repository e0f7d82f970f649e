#include "engine/csv/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "engine/csv/gathering.h"
#include "engine/csv/row_cells.h"
#include "engine/csv/types.h"
#include "engine/table/builder.h"
#include "engine/table/interner.h"

namespace retainwise::csv {
namespace {

using table::Column;
using table::ColumnBuilder;
using table::Levels;
using table::Type;

constexpr std::size_t kRowsAStep = 16'384;

/// Gives every row's cells to the columns of `into` that are not null.
Result<void> gather(const Reading::Source& source, const std::vector<Gathering*>& into,
                    Progress& progress, double from, double to) {
  RowCells cells(source, into.size());
  const std::span<const std::uint32_t> rows(source.rows);
  for (std::size_t row = 0, told = 0; row < rows.size();) {
    if (row >= told) {
      if (progress.cancelled()) return cancelled();
      const double share = static_cast<double>(row) / static_cast<double>(rows.size());
      progress.at(Stage::kReading, from + (to - from) * share);
      told = row + kRowsAStep;
    }
    const std::size_t count = std::min(cells.rows_at_once(), rows.size() - row);
    cells.fill(rows.subspan(row, count));
    for (std::size_t column = 0; column < into.size(); ++column) {
      if (into[column] != nullptr) into[column]->add(cells.column(column), cells.columns(), count);
    }
    row += count;
  }
  return {};
}

std::vector<std::int64_t> counts_of(const Gathering& gathering) {
  return {gathering.counts().begin(), gathering.counts().end()};
}

/// One value a code, in blocks: what by_code holds at code + 1, so that missing comes first.
std::vector<double> looked_up(std::span<const std::uint32_t> codes,
                              const std::vector<double>& by_code) {
  std::vector<double> out;
  out.reserve(codes.size());
  std::array<double, 512> block;
  for (std::size_t at = 0; at < codes.size(); at += block.size()) {
    const std::size_t count = std::min(block.size(), codes.size() - at);
    for (std::size_t i = 0; i < count; ++i) block[i] = by_code[codes[at + i] + 1U];
    out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return out;
}

/// Texts that became missing leave the dictionary; the others keep their order.
Levels without_missing(std::vector<std::uint32_t> codes, std::vector<std::string> texts,
                       const std::vector<double>& values) {
  const auto is_missing = [](double value) { return std::isnan(value); };
  if (std::none_of(values.begin(), values.end(), is_missing))
    return {std::move(codes), std::move(texts)};
  std::vector<std::uint32_t> place(texts.size() + 1, table::kMissing);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (is_missing(values[i])) continue;
    place[i + 1] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(texts[i]));
  }
  for (std::uint32_t& code : codes) code = place[code + 1U];
  return {std::move(codes), std::move(kept)};
}

Column built(std::string name, Gathering& gathering, Typed typed) {
  ColumnBuilder builder(std::move(name));
  if (typed.type == Type::kEmpty) return std::move(builder).empty(gathering.codes().size());
  if (typed.type == Type::kText)
    return std::move(builder).texts({std::move(gathering.codes()), gathering.take_texts()});
  std::vector<double> by_code = {std::nan("")};
  by_code.insert(by_code.end(), typed.values.begin(), typed.values.end());
  std::vector<double> numbers = looked_up(gathering.codes(), by_code);
  Levels levels =
      without_missing(std::move(gathering.codes()), gathering.take_texts(), typed.values);
  return std::move(builder).values(typed.type, std::move(numbers), std::move(levels));
}

}  // namespace

Result<table::Table> typed_table(const Reading::Source& source,
                                 const std::vector<std::string>& names, const ReadOptions& options,
                                 Notes& notes, Progress& progress) {
  const std::uint64_t seed = options.hash_seed;
  std::vector<Gathering> gatherings;
  std::vector<Gathering*> all;
  gatherings.reserve(names.size());
  for (const std::string& name : names) {
    const bool as_is = says_date(name) || options.types.contains(name) || options.decimal;
    gatherings.emplace_back(as_is ? Gather::kTexts : Gather::kFast, seed, source.rows.size());
  }
  all.reserve(gatherings.size());
  for (Gathering& gathering : gatherings) all.push_back(&gathering);
  RW_CHECK_OK(gather(source, all, progress, 0.4, 0.8));
  bool again = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = gatherings[i].whole() ? nullptr : &gatherings[i];
    if (all[i] == nullptr) continue;
    gatherings[i] = Gathering(Gather::kTexts, seed, source.rows.size());
    again = true;
  }
  if (again) RW_CHECK_OK(gather(source, all, progress, 0.8, 0.9));

  std::vector<ColumnFacts> facts(names.size());
  std::vector<std::vector<std::int64_t>> counts(names.size());
  Habits habits;
  habits.semicolons = source.dialect.delimiter == ';';
  if (source.dotted) habits.decimal = '.';
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (gatherings[i].direct()) {
      facts[i].numbers = facts[i].filled = 1;
      facts[i].dot = gatherings[i].dotted() ? 1 : 0;
    } else {
      counts[i] = counts_of(gatherings[i]);
      facts[i] = facts_of(names[i], gatherings[i].texts(), counts[i]);
    }
    learn_habits(facts[i], habits);
  }
  table::TableBuilder builder;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (progress.cancelled()) return cancelled();
    if (gatherings[i].direct()) {
      builder.add(ColumnBuilder(names[i]).values(Type::kNumber, std::move(gatherings[i].numbers()),
                                                 std::nullopt));
      continue;
    }
    Typed typed =
        type_of(names[i], facts[i], gatherings[i].texts(), counts[i], habits, options, notes);
    builder.add(built(names[i], gatherings[i], std::move(typed)));
  }
  return builder.build();
}

}  // namespace retainwise::csv
