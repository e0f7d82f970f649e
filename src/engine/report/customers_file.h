#pragma once
/// The scored rows as columns of fixed width, so that a page of customers costs a few small reads
/// of a file that may lie in an object store: docs/formats/customers.md.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sink.h"
#include "engine/report/result_file.h"
#include "engine/report/scored_file.h"

namespace retainwise::report {

/// `scores`: all of the file's rows; `result`: what write_result gave for them, with places.
Result<void> write_customers(const ScoredFile& file, const score::Scores& scores,
                             const WrittenResult& result, Sink& sink);

/// Reads what write_customers wrote, by ranges. Every number of the file is checked before it is
/// used; a damaged file is an error (kBug: it is ours), never a wild read.
class CustomersFile {
 public:
  /// Exactly `length` bytes from `offset`, or an error.
  using Read = std::function<Result<std::string>(std::uint64_t offset, std::uint64_t length)>;

  struct Input {
    std::string name;
    std::int64_t place = -1;  ///< its cell in a record of the result file; -1: the file has none
  };

  /// `size`: bytes of the file. Reads its head.
  static Result<CustomersFile> open(Read read, std::uint64_t size);

  std::uint64_t rows() const { return rows_; }
  /// One a contribution, in the order of contributions().
  const std::vector<Input>& inputs() const { return inputs_; }
  char delimiter() const { return delimiter_; }
  /// Cells of the upload in each record of the result file; the added columns follow.
  std::uint32_t own_cells() const { return own_cells_; }
  bool has_ids() const { return has_ids_; }
  /// Of the contributions. Points: the probabilities are shares of the scorecard's points.
  Unit unit() const { return unit_; }
  /// nullopt where nobody is called high.
  std::optional<double> threshold() const { return threshold_; }
  double medium_from() const { return medium_from_; }

  /// Of the rows first … first + count − 1, which must be rows of the file (kBug otherwise).
  Result<std::vector<double>> probabilities(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<std::uint32_t>> ranks(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<roles::State>> states(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<RiskLevel>> levels(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<ScoreKind>> kinds(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<std::uint8_t>> folds(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<float>> bases(std::uint64_t first, std::uint64_t count) const;
  Result<std::vector<RowPlace>> places(std::uint64_t first, std::uint64_t count) const;
  /// [row][input], in unit().
  Result<std::vector<float>> contributions(std::uint64_t first, std::uint64_t count) const;
  /// "" where the file has no identifier.
  Result<std::vector<std::string>> ids(std::uint64_t first, std::uint64_t count) const;

 private:
  CustomersFile() = default;
  /// `count` numbers of a section from its place `first`.
  template <class T>
  Result<std::vector<T>> numbers(std::size_t section, std::uint64_t first,
                                 std::uint64_t count) const;
  template <class Enum>
  Result<std::vector<Enum>> enums(std::size_t section, Enum last, std::uint64_t first,
                                  std::uint64_t count) const;
  Result<void> check_rows(std::uint64_t first, std::uint64_t count) const;

  Read read_;
  std::uint64_t rows_ = 0;
  std::vector<Input> inputs_;
  char delimiter_ = ',';
  std::uint32_t own_cells_ = 0;
  bool has_ids_ = false;
  Unit unit_ = Unit::kLogOdds;
  std::optional<double> threshold_;
  double medium_from_ = 0;
  std::uint64_t ids_bytes_ = 0;
  std::vector<std::uint64_t> sections_;  ///< where each begins
};

}  // namespace retainwise::report
