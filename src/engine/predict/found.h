#pragma once
/// What was understood of a file, as `inspect` and `preview` tell it.
#include "base/json.h"
#include "engine/predict/understand.h"

namespace retainwise::predict {

/// docs/formats/inspect.md
Json found(const Understood& understood);

}  // namespace retainwise::predict
