#pragma once
/// Which of the processes that hold predictions are gone.
#include <string_view>

#include "service/store/store.h"

namespace retainwise::store {

/// In Store::write only. `owner` is not this process. False says nothing: its machine may have
/// vanished without a word. True may be wrong for the second or so in which a connection is made
/// anew, so believe it only when it stays.
Result<bool> owner_is_gone(Session& session, std::string_view owner);

}  // namespace retainwise::store
