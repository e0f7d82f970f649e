#pragma once
/// A look at a file before the run: the engine's preview (docs/formats/preview.md) made in a child
/// process like a run's, with less memory and time. Nothing is kept. Safe to call from any thread.
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/json.h"
#include "service/flows/run_prediction.h"
#include "service/flows/services.h"

namespace retainwise::flows {

/// Of a text, so much is looked at; a longer one is provisional.
inline constexpr std::int64_t kPreviewedText = 1LL << 20U;
/// A workbook or a compressed file says nothing until all of it is there.
inline constexpr std::int64_t kPreviewedContainer = 20LL << 20U;

struct PreviewOptions {
  std::string scratch_directory;
  /// Previews under way in the whole process; each holds the calling thread.
  int at_once = 2;
};

/// A file on its way into a preview. One thread at a time; dropped before finish(): nothing stays.
class IncomingPreview {
 public:
  virtual ~IncomingPreview() = default;
  /// What a text has beyond kPreviewedText is let go. kBadRequest "too_large" for a container
  /// beyond kPreviewedContainer.
  virtual Result<void> feed(ByteSpan chunk) = 0;
  /// `options` as in UploadInProgress. `size`: the bytes of the whole file, where the caller sent
  /// only its beginning and says so. kBadFile, kBadRequest; "too_many_requests" at the limit.
  virtual Result<Json> finish(std::string_view options, std::optional<std::int64_t> size) = 0;
};

class Previews {
 public:
  /// All outlive it. `of_parts` looks at what is sent, `of_uploads` at stored uploads of any size.
  Previews(Services& services, JobRunner& of_parts, JobRunner& of_uploads, PreviewOptions options);

  Result<std::unique_ptr<IncomingPreview>> receive(const TenantId& tenant);
  /// The whole of a stored upload. kNotFound where the tenant has none such.
  Result<Json> of_upload(const TenantId& tenant, UploadId upload, std::string_view options);
  /// Ends those under way, and those that begin later, with kCancelled: before a server that waits
  /// for its requests is stopped.
  void stop() { stopping_ = true; }

 private:
  friend class ReceivedPreview;
  Result<std::string> new_folder();
  /// Runs the child on files whose input is there.
  Result<Json> look(JobRunner& runner, const TenantId& tenant, const JobFiles& files,
                    std::string_view options, bool beginning);

  Services& services_;
  JobRunner& of_parts_;
  JobRunner& of_uploads_;
  const PreviewOptions options_;
  std::atomic<int> under_way_ = 0;
  std::atomic<bool> stopping_ = false;
};

}  // namespace retainwise::flows
