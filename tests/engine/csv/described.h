#pragma once
/// A reading as JSON, for comparing and for the expectations under tests/cases/csv.
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "engine/csv/reader.h"

namespace retainwise::csv {

Json described(const Result<Reading>& result);
/// The same, one row or message a line.
std::string pretty(const Json& description);
/// read() with today = 2026-11-24.
Result<Reading> read_text(std::string_view text, ReadOptions options = {});

}  // namespace retainwise::csv
