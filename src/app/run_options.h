#pragma once
/// A run's options as a command got them.
#include <string>

#include "engine/predict/options.h"

namespace retainwise::app {

/// From JSON text ("" = none), with `as_of` filled in with today where nobody said.
Result<predict::Options> run_options(const std::string& json);

}  // namespace retainwise::app
