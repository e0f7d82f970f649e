#pragma once
/// All tables of the resource files, in one list.
#include <span>
#include <vector>

#include "service/http/router.h"

namespace retainwise::http {

/// process-demo is there only in demo mode.
std::vector<std::span<const Route>> route_tables(bool demo_mode);

}  // namespace retainwise::http
