#pragma once
/// A run's metrics object in words for a person at a terminal.
#include <string>

#include "base/json.h"

namespace retainwise::app {

/// Several lines: rows, outcome, AUC with its interval, the risk levels, the first of the list with
/// their reasons. Figures that cannot be said are left out with the reason.
std::string summary_in_words(const Json& metrics);

}  // namespace retainwise::app
