#pragma once
/// The result file of a COMPLETED prediction, as a stream.
#include <memory>
#include <optional>
#include <string>

#include "service/blob/blob_store.h"
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

struct Export {
  std::unique_ptr<blob::BlobReader> bytes;
  std::string filename;  ///< "<upload's name> with churn.csv"; any characters
  std::string sha256;
};
/// kConflict "not_completed"; kNotFound.
Result<Export> export_result(Services& services, const TenantId& tenant, const PredictionId& id);

/// An address of the file store's own that downloads the result for `seconds`; nullopt where it has
/// none. Errors as above.
Result<std::optional<std::string>> result_link(Services& services, const TenantId& tenant,
                                               const PredictionId& id, int seconds);

}  // namespace retainwise::flows
