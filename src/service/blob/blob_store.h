#pragma once
/// Keeps files under keys. Safe to call from any thread; calls block. Keys are chosen by the caller
/// and never reused.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/sink.h"
#include "base/time.h"

namespace retainwise::blob {

/// Used by one thread at a time. Dropped without finish(): nothing stays behind.
class BlobWriter : public Sink {
 public:
  /// Durable and visible once this returned ok; not before. Call once.
  virtual Result<void> finish() = 0;
};

class BlobReader {
 public:
  virtual ~BlobReader() = default;
  virtual std::int64_t size() const = 0;  ///< of what was asked for
  /// The next bytes into `out`; 0 at the end. kUnavailable where the store broke off.
  virtual Result<std::size_t> read(std::span<std::byte> out) = 0;
};

struct Range {
  std::int64_t offset = 0;
  std::int64_t length = -1;  ///< -1: to the end
};

struct BlobInfo {
  BlobKey key;
  std::int64_t size = 0;
  Time modified_at = {};
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  /// kStorageFull below the free-space floor; kConflict where the key exists (at finish).
  virtual Result<std::unique_ptr<BlobWriter>> put(const BlobKey& key) = 0;
  /// kNotFound when there is no such key; kUnavailable may be tried again.
  /// The default stands here alone: no implementation repeats it.
  // NOLINTNEXTLINE(google-default-arguments)
  virtual Result<std::unique_ptr<BlobReader>> get(const BlobKey& key, Range range = {}) = 0;
  /// ok where there is no such key.
  virtual Result<void> remove(const BlobKey& key) = 0;
  /// Up to `limit` keys after `after` in byte order, beginning with `prefix`.
  virtual Result<std::vector<BlobInfo>> list(std::string_view prefix,
                                             const std::optional<BlobKey>& after, int limit) = 0;
  /// A link that downloads the blob without a header for ≤ `seconds`; nullopt where this store has
  /// none of its own (then the server signs one).
  virtual Result<std::optional<std::string>> presign(const BlobKey& key, std::string_view filename,
                                                     int seconds) = 0;
  /// Removes what writers that never finished left behind before `older_than`, where a store keeps
  /// such; says how much.
  virtual Result<std::int64_t> sweep_unfinished(Time) { return std::int64_t{0}; }
  /// ok when a blob could be written now: reachable, and above the free-space floor.
  virtual Result<void> check() = 0;
  /// "directory" or "s3".
  virtual std::string_view kind() const = 0;
};

struct DirectoryOptions {
  std::string directory = {};                    ///< created (0700) where absent
  std::int64_t free_space_floor = 256LL << 20U;  ///< bytes that stay free
  /// Called once, from a failed finish() or remove(), when an fsync failed (kBug "fsync_failed"):
  /// nobody knows what the disk holds then, so the process must end soon.
  std::function<void(const Error&)> on_fatal = {};
};
Result<std::unique_ptr<BlobStore>> open_directory(const DirectoryOptions& options);

}  // namespace retainwise::blob
