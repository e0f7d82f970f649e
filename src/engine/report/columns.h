#pragma once
/// What is said of the columns and of the reading: shared by the metrics object and `inspect`.
#include "base/json.h"
#include "engine/csv/reader.h"
#include "engine/roles/roles.h"

namespace retainwise::report {

/// [{name, role, type, evidence, missing, distinct, examples, auc, auc_with, auc_without}] in file
/// order.
Json columns(const csv::Reading& reading, const roles::Roles& roles);
/// {encoding, delimiter, quote, escape, line_end, byte_order_mark, header, records, header_lines,
/// rows, skipped, messages}.
Json reading_report(const csv::Reading& reading);
/// {duplicate_rows, duplicate_ids, missing_cells, notes}.
Json quality(const csv::Reading& reading, const roles::Roles& roles);
/// {column, left_value, rate, left, stayed, unknown, guessed, receipt}; null without an outcome.
Json outcome(const csv::Reading& reading, const roles::Roles& roles);
/// {code, message, row, column, text, hint}; null where there is none.
Json issue(const FileIssue& issue);
/// {code, message, column, hint}.
Json message(const FileIssue& issue);

}  // namespace retainwise::report
