#pragma once
/// A backup as it lies on a disk (docs/formats/backup.md): rows/<table>.jsonl, blobs/<key>, and
/// manifest.json, which is written last. A folder without it is no backup.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "service/blob/blob_store.h"
#include "service/store/file_lock.h"

namespace retainwise::flows {

struct BackedFile {
  BlobKey key;
  std::int64_t size = 0;  ///< bytes
  std::string sha256 = {};
};

struct BackedTable {
  std::string name = {};
  std::int64_t rows = 0;
  std::int64_t last_number = 0;  ///< that the table gave to a row; 0 where it gives none
  std::int64_t size = 0;         ///< bytes of its file
  std::string sha256 = {};
};

/// A file that a row names and that could not be copied, because it was so already.
struct LeftOut {
  BlobKey key;
  std::string why = {};  ///< "missing" or "damaged"
};

struct Manifest {
  std::string version = {};  ///< of the program
  int schema = 0;
  std::string database = {};  ///< its name
  std::string kind = {};      ///< "sqlite" or "postgresql"
  Time made_at = {};          ///< when the rows were read
  std::vector<BackedTable> tables = {};
  std::vector<BackedFile> blobs = {};
  std::vector<LeftOut> left_out = {};

  std::int64_t rows_of(std::string_view table) const;
  std::int64_t bytes() const;  ///< of rows and blobs
};

BlobKey rows_key(std::string_view table);
/// nullopt where it would be longer than a key may be.
std::optional<BlobKey> kept_key(const BlobKey& key);

class BackupFolder {
 public:
  /// To write into: makes the folder, or goes on with a backup of the same database that was cut
  /// off. kConflict "backup_there", "folder_in_use" (another one is being written), "folder_not_
  /// empty" (also with a beginning of another database's).
  static Result<BackupFolder> begin(const std::string& path, const std::string& database);
  /// To read from. kBadFile "no_backup", kConflict "folder_in_use".
  static Result<BackupFolder> open(const std::string& path);

  blob::BlobStore& files() { return *files_; }
  const std::string& path() const { return path_; }
  /// From now on it is a backup.
  Result<void> finish(const Manifest& manifest);
  /// kBadFile "backup_damaged" where it cannot be understood, "backup_newer" where a later version
  /// of the program made it.
  Result<Manifest> manifest();

 private:
  BackupFolder(std::string path, std::unique_ptr<blob::BlobStore> files,
               std::optional<store::FileLock> lock)
      : path_(std::move(path)), lock_(std::move(lock)), files_(std::move(files)) {}

  std::string path_;
  std::optional<store::FileLock> lock_;
  std::unique_ptr<blob::BlobStore> files_;
};

/// All of a file that is known to be small enough to hold.
Result<std::string> blob_text(blob::BlobStore& store, const BlobKey& key);

}  // namespace retainwise::flows
