#pragma once
/// One upload on its way in: bytes stream through the checker into a blob; then one transaction
/// writes Upload and Prediction; then the queue is called. Nothing is visible before finish()
/// returned ok, and everything that it says is durable then.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "service/flows/services.h"
#include "service/store/predictions.h"

namespace retainwise::flows {

struct Accepted {
  store::Upload upload;
  store::Prediction prediction;
  bool repeated = false;  ///< the same Idempotency-Key and body came before: nothing new was made
};

struct AcceptOptions {
  TenantId tenant;
  UserId user;
  std::string filename;  ///< as sent
  std::optional<std::string> idempotency_key;
  std::int64_t max_bytes = 1LL << 30U;
};

/// One thread at a time. Dropped before finish(): the bytes are gone.
class UploadInProgress {
 public:
  virtual ~UploadInProgress() = default;
  /// kBadFile as soon as the bytes are no table (also "unsupported_container": 415);
  /// kBadRequest "too_large" beyond max_bytes; kStorageFull.
  virtual Result<void> feed(ByteSpan chunk) = 0;
  /// `options`: the JSON text of the part of that name, "" where absent. kBadRequest where they do
  /// not fit; kConflict "idempotency_in_progress"; kBadRequest "idempotency_reused".
  virtual Result<Accepted> finish(std::string_view options) = 0;
};

Result<std::unique_ptr<UploadInProgress>> accept_upload(Services& services, AcceptOptions options);
/// Runs a stored upload again with other options.
Result<store::Prediction> predict_again(Services& services, const TenantId& tenant, UserId user,
                                        UploadId upload, std::string_view options);

}  // namespace retainwise::flows
