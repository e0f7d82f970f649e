#pragma once
#include <string>

#include "base/random.h"

namespace retainwise::http {

/// 32 hex digits that no other request has; they stand in the answer and in the log.
std::string make_request_id(Random& random);

}  // namespace retainwise::http
