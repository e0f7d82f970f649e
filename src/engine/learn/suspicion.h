#pragma once
/// Columns that alone tell nearly everything: leak, or just a strong one?
#include "base/progress.h"
#include "base/result.h"
#include "engine/learn/learn.h"

namespace retainwise::learn {

/// Measures the out-of-fold AUC of a quick model with and without each suspicious column, and makes
/// a column a leak where the model is near perfect with it and clearly worse without; a column that
/// the user chose stays. kCancelled.
Result<roles::Roles> judge_suspicious(const table::Table& table, const roles::Roles& roles,
                                      const Options& options, Progress& progress);

}  // namespace retainwise::learn
