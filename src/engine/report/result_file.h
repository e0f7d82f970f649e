#pragma once
/// The upload with our columns behind its own: docs/formats/result-csv.md.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/sink.h"
#include "engine/report/scored_file.h"

namespace retainwise::report {

inline constexpr std::array<std::string_view, 12> kAddedColumns = {
    "customer_state", "churn_probability", "retention_probability",
    "risk_level",     "risk_rank",         "reason_1",
    "reason_2",       "reason_3",          "keeps_1",
    "keeps_2",        "explanation",       "score_kind"};

/// Behind them in the result of a scorecard, whose probabilities are empty.
inline constexpr std::string_view kPointsColumn = "risk_points";

/// Our columns' names beside those of the upload: "_2", "_3" … behind a name that it has already.
std::vector<std::string> added_names(const std::vector<std::string>& header,
                                     Unit unit = Unit::kLogOdds);

/// Where a row's record lies in the result file.
struct RowPlace {
  std::uint64_t offset = 0;
  std::uint32_t length = 0;  ///< with its line end
};

struct WrittenResult {
  std::size_t own_cells = 0;     ///< cells of the upload in each record; ours follow
  std::vector<RowPlace> places;  ///< by row; empty where they were not asked for
};

enum class Places : std::uint8_t { kKept, kNotKept };

Result<WrittenResult> write_result(const ScoredFile& file, Sink& sink, Progress& progress,
                                   Places places = Places::kKept);

}  // namespace retainwise::report
