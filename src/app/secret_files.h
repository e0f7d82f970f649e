#pragma once
/// Secrets that lie in files, as container platforms hand them over: DATABASE_URL_FILE=/run/x.
#include "app/settings.h"

namespace retainwise::app {

/// NAME_FILE of every secret setting becomes NAME with what the file holds (without the line break
/// at its end). kBadRequest where it cannot be read or both are set.
Result<Names> with_secret_files(Names names);

}  // namespace retainwise::app
