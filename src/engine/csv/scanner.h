#pragma once
/// Text → where each record lies. Fed with a growing prefix of the text, it gives the same records
/// whatever the steps; between two steps the caller may stop.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/csv/notes.h"
#include "engine/csv/quotes.h"
#include "engine/csv/skim.h"
#include "engine/csv/source.h"

namespace retainwise::csv {

inline constexpr std::size_t kMaxCell = 1U << 20U;
inline constexpr std::size_t kMaxRecord = 16U << 20U;
inline constexpr std::size_t kMaxFields = 10'000;
inline constexpr std::size_t kMaxRecords = 10'000'000;

enum class More : std::uint8_t { kComing, kNo };
enum class Pace : std::uint8_t {
  kFast,     ///< records without doubt are skimmed
  kCareful,  ///< every record is walked; gives the same, for tests
};

class Scanner {
 public:
  /// `width`: the fields that most records have; 0 where that is not known (nothing is mended by
  /// width then).
  Scanner(const Dialect& dialect, std::size_t width, Pace pace = Pace::kFast,
          Vectors vectors = best_vectors())
      : dialect_(dialect), width_(width), pace_(pace), skimmer_(dialect, width, vectors) {}

  /// How long the whole text will be, where that is known: room for its records is made in time.
  void expect(std::size_t bytes) { expected_ = bytes; }
  /// `text` is the whole text so far. kBadFile where a limit is passed.
  Result<void> read(std::string_view text, More more);

  const std::vector<Record>& records() const { return records_; }
  std::vector<Record> take_records() { return std::move(records_); }
  std::map<std::uint64_t, std::vector<std::string>> take_mended() { return std::move(mended_); }
  Notes& notes() { return notes_; }
  /// Records whose quotes were mended with the help of `width`.
  std::int64_t damaged() const { return damaged_; }

 private:
  void skim(std::string_view text);
  /// One record; false where more text is needed to read it.
  Result<bool> walk(std::string_view text, More more);
  Result<void> keep(Mending mending, std::string_view text);
  Result<void> mend(std::string_view text, const Walk& walk);
  Result<void> check_cells(const Mending& mending, std::string_view text) const;

  Dialect dialect_;
  std::size_t width_;
  Pace pace_;
  Skimmer skimmer_;
  std::size_t expected_ = 0;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::int64_t damaged_ = 0;
  std::vector<Record> records_;
  std::map<std::uint64_t, std::vector<std::string>> mended_;
  Notes notes_;
};

}  // namespace retainwise::csv
