#include "engine/csv/columns.h"

#include <cmath>
#include <utility>

#include "engine/csv/cells.h"
#include "engine/csv/gathering.h"
#include "engine/csv/types.h"
#include "engine/csv/writer.h"
#include "engine/table/builder.h"
#include "engine/table/interner.h"

namespace retainwise::csv {
namespace {

using table::Column;
using table::ColumnBuilder;
using table::Levels;
using table::Type;

constexpr std::size_t kRowsAStep = 16'384;

/// `="0012"`, which a spreadsheet shows as 0012.
std::string_view without_formula_quotes(std::string_view cell) {
  if (cell.size() >= 4 && cell.front() == '=' && cell[1] == '"' && cell.back() == '"' &&
      cell.substr(2, cell.size() - 3).find('"') == std::string_view::npos)
    return cell.substr(2, cell.size() - 3);
  return cell;
}

/// Gives every row's cells to the columns of `into` that are not null.
class RowFeed {
 public:
  RowFeed(const Reading::Source& source, std::vector<Gathering*> into)
      : source_(source), into_(std::move(into)) {}

  void feed(const Record& record) {
    std::size_t column = 0;
    if (record.mended || record.doubtful) {
      const auto& kept = record.doubtful ? source_.doubtful : source_.mended;
      for (const std::string& cell : kept.at(record.start)) give(column++, cell);
    } else {
      walk_record(source_.bytes(record), 0, source_.dialect, [&](const Cell& cell) {
        if (column < into_.size() && into_[column] != nullptr)
          give(column, text_of(cell, source_.dialect, scratch_));
        ++column;
      });
    }
    for (; column < into_.size(); ++column) give(column, "");
  }

 private:
  void give(std::size_t column, std::string_view cell) {
    if (column >= into_.size() || into_[column] == nullptr) return;
    into_[column]->add(without_formula_quotes(without_neutraliser(cell)));
  }

  const Reading::Source& source_;
  std::vector<Gathering*> into_;
  std::string scratch_;
};

Result<void> gather(const Reading::Source& source, std::vector<Gathering*> into, Progress& progress,
                    double from, double to) {
  RowFeed feed(source, std::move(into));
  for (std::size_t row = 0; row < source.rows.size(); ++row) {
    if (row % kRowsAStep == 0) {
      if (progress.cancelled()) return cancelled();
      const double share = static_cast<double>(row) / static_cast<double>(source.rows.size());
      progress.at(Stage::kReading, from + (to - from) * share);
    }
    feed.feed(source.records[source.rows[row]]);
  }
  return {};
}

std::vector<std::int64_t> counts_of(Gathering& gathering) {
  std::vector<std::int64_t> counts(gathering.texts().size());
  for (const std::uint32_t code : gathering.codes()) {
    if (code != table::kMissing) ++counts[code];
  }
  return counts;
}

/// Texts that became missing leave the dictionary; the others keep their order.
Levels without_missing(std::vector<std::uint32_t> codes, std::vector<std::string> texts,
                       const std::vector<double>& values) {
  std::vector<std::uint32_t> place(texts.size(), table::kMissing);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (std::isnan(values[i])) continue;
    place[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(texts[i]));
  }
  for (std::uint32_t& code : codes) {
    if (code != table::kMissing) code = place[code];
  }
  return {std::move(codes), std::move(kept)};
}

Column built(std::string name, Gathering& gathering, Typed typed) {
  ColumnBuilder builder(std::move(name));
  if (typed.type == Type::kEmpty) return std::move(builder).empty(gathering.codes().size());
  if (typed.type == Type::kText)
    return std::move(builder).texts({std::move(gathering.codes()), gathering.take_texts()});
  std::vector<double> numbers;
  numbers.reserve(gathering.codes().size());
  for (const std::uint32_t code : gathering.codes())
    numbers.push_back(code == table::kMissing ? std::nan("") : typed.values[code]);
  Levels levels =
      without_missing(std::move(gathering.codes()), gathering.take_texts(), typed.values);
  return std::move(builder).values(typed.type, std::move(numbers), std::move(levels));
}

/// A seed that depends on every byte of the file: who writes colliding cells would have to know the
/// hash of the file that holds them.
std::uint64_t seed_of(std::string_view text) {
  return table::hash_of(text, text.size());
}

}  // namespace

Result<table::Table> typed_table(const Reading::Source& source,
                                 const std::vector<std::string>& names, const ReadOptions& options,
                                 Notes& notes, Progress& progress) {
  const std::uint64_t seed = seed_of(source.text);
  std::vector<Gathering> gatherings;
  std::vector<Gathering*> all;
  gatherings.reserve(names.size());
  for (const std::string& name : names) {
    const bool as_is = says_date(name) || options.types.contains(name) || options.decimal;
    gatherings.emplace_back(as_is ? Gather::kTexts : Gather::kFast, seed, source.rows.size());
  }
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
