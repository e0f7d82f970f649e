#pragma once
/// Objects that turned out to be nobody's.
#include <vector>

#include "service/flows/services.h"

namespace retainwise::flows {

/// Removes those of `keys` that no row names. Best effort: what cannot be asked or removed now
/// stays for the garbage sweep, because a commit whose answer was lost may have linked it.
void discard_unlinked(Services& services, const std::vector<BlobKey>& keys);

}  // namespace retainwise::flows
