#pragma once
/// The first half of every run: bytes → table → what each column is.
#include "base/bytes.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/csv/reader.h"
#include "engine/model/model.h"
#include "engine/predict/options.h"
#include "engine/roles/roles.h"

namespace retainwise::predict {

struct Understood {
  csv::Reading reading;
  roles::Roles roles;
};

/// `saved` may be null; its inputs' types are asked of the columns of the same names.
Result<Understood> understand(ByteSpan input, const Options& options, const model::Model* saved,
                              Progress& progress);

}  // namespace retainwise::predict
