#pragma once
/// What a caller asks of a run, checked and made complete, as the prediction's row keeps it.
#include <string_view>

#include "base/json.h"
#include "service/flows/services.h"

namespace retainwise::flows {

/// `text`: the caller's JSON, "" for none. `as_of` is filled in with today where it is absent; a
/// model that is named must be the tenant's. kBadRequest saying which key does not fit.
Result<Json> recorded_options(Services& services, const TenantId& tenant, std::string_view text);

}  // namespace retainwise::flows
