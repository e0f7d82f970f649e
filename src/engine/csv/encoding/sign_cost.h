#pragma once
/// How improbable words are when they are read in an encoding of thousands of characters.
#include <string_view>

#include "engine/csv/encoding/candidates.h"
#include "engine/csv/encoding/encodings.h"

namespace retainwise::csv {

/// In quarters of a bit.
int sign_cost(std::string_view word, const Encoding& encoding, const SignCandidate& candidate);

}  // namespace retainwise::csv
