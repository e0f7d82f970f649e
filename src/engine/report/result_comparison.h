#pragma once
/// A result file held against a repetition of the run that wrote it, record by record, while the
/// repetition is written. Pure; one thread.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.h"

namespace retainwise::report {

struct FirstDifference {
  enum class Kind : std::uint8_t {
    kCell,     ///< a cell says something else
    kForm,     ///< the same cells, written otherwise: quotes, line ends, a byte order mark
    kMissing,  ///< the result ends before the record
    kMore      ///< the result goes on behind the last record
  };
  Kind kind = Kind::kCell;
  std::int64_t row = 0;            ///< of the customers, from 1; 0: the header
  std::string column;              ///< kCell: its name in the header
  std::string result, repetition;  ///< kCell: what it says; else the whole record, shortened
};

struct ResultDifference {
  std::int64_t records = 0;    ///< of the repetition, the header among them
  std::int64_t different = 0;  ///< records that are not the same bytes, or are in one file only
  std::optional<FirstDifference> first;
};

/// Records end as RFC 4180 has it: at a line feed outside quotes.
class ResultComparison final : public Sink {
 public:
  /// `result` outlives it.
  explicit ResultComparison(std::string_view result) : result_(result) {}

  /// The repetition, in pieces of any size. Never fails.
  Result<void> write(std::string_view bytes) override;
  /// Once, when all of the repetition was written. `delimiter` stands between its cells.
  ResultDifference finish(char delimiter);

 private:
  void part_ways(std::string_view bytes);
  void compare_whole_records();
  void compare(std::string_view repeated);

  std::string_view result_;
  std::size_t at_ = 0;  ///< all before it is compared
  bool parted_ = false;
  std::int64_t records_ = 0, different_ = 0;  ///< once parted
  std::string pending_;                       ///< of the repetition, once parted: not compared yet
  std::string header_;                        ///< of the repetition, once parted
  struct Pair {
    std::int64_t record = 0;
    std::string result, repeated;
    bool missing = false;
  };
  std::optional<Pair> first_;
};

/// The cells of one record, without quotes and line end.
std::vector<std::string> cells_of_record(std::string_view record, char delimiter);

}  // namespace retainwise::report
