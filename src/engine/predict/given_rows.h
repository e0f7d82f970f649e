#pragma once
/// Rows that a caller gives one by one, as a table that a saved model reads.
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "engine/csv/reader.h"
#include "engine/model/model.h"
#include "engine/table/table.h"

namespace retainwise::predict {

struct GivenRows {
  table::Table table;
  std::vector<std::vector<std::string>> texts;  ///< [row][input]; "" where blank or not given
  std::vector<FileIssue> messages;  ///< what was given and is not read; `row` counts from 1
};

/// `rows`: an array of objects {column: text, number, true, false or null}; names match as in
/// match.h. A number is taken from a JSON number or its plain text, a date from "2026-11-24".
/// kBadFile "rows_do_not_fit" with an issue for each value that is none of what its column holds.
Result<GivenRows> rows_of_json(const model::Model& model, const Json& rows);

/// A row of a file, once as it is and once changed, read as that file is read.
struct ChangedRow {
  std::vector<std::size_t> inputs;               ///< places in Model::inputs of the cells below
  std::vector<std::vector<std::string>> others;  ///< other rows of the file, which show its habits
  std::vector<std::string> before, after;
};

/// Row 0 before, row 1 after. `reading`: the file's delimiter and what the user said of it.
/// kBadFile "rows_do_not_fit" where a changed cell reads as nothing that its column holds.
Result<GivenRows> rows_of_change(const model::Model& model, const ChangedRow& change,
                                 csv::ReadOptions reading);

}  // namespace retainwise::predict
