#pragma once
/// Which source the program was built from.
#include <string_view>

namespace retainwise::app {

/// Twelve hex digits, "-changed" behind them where files differed from that commit; empty where it
/// was not built in a git checkout.
std::string_view commit();

}  // namespace retainwise::app
