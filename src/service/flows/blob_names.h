#pragma once
/// The keys under which files are kept. Nothing that a user sent reaches one unescaped, and every
/// name of a run's file holds the run's fence, so that two runs never write the same object.
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace retainwise::flows {

inline constexpr std::string_view kUploadsPrefix = "uploads/";
inline constexpr std::string_view kResultsPrefix = "results/";
inline constexpr std::string_view kModelsPrefix = "models/";

/// What is left of a file name as sent: [A-Za-z0-9_-], 1 to 80 characters, without extension.
std::string safe_name(std::string_view filename);
/// uploads/<tenant>/<yyyymmddThhmmssmmm>-<8 random hex>-<safe name>.<csv|tsv|csv.gz|xlsx>
Result<BlobKey> upload_key(const TenantId& tenant, std::string_view filename, Time now,
                           Random& random);
/// results/<tenant>/<prediction>/<fence>/<file>
Result<BlobKey> result_key(const TenantId& tenant, const PredictionId& prediction, Fence fence,
                           std::string_view file);
/// models/<tenant>/<prediction>/<fence>/<model>.rwm
Result<BlobKey> model_key(const TenantId& tenant, const PredictionId& prediction, Fence fence,
                          const ModelId& model);

}  // namespace retainwise::flows
