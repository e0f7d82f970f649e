#include "service/flows/backup.h"

#include <algorithm>
#include <map>
#include <set>

#include "service/flows/blob_copy.h"
#include "service/flows/sha256.h"
#include "service/store/backup_rows.h"
#include "service/store/database_name.h"
#include "service/store/named_blobs.h"
#include "service/store/schema.h"

namespace retainwise::flows {
namespace {

constexpr int kRowsAtOnce = 200;
constexpr int kListed = 1'000;
constexpr int kRounds = 10;

/// Writes a file and knows its size and hash.
class HashingWriter {
 public:
  explicit HashingWriter(std::unique_ptr<blob::BlobWriter> writer) : writer_(std::move(writer)) {}

  Result<void> line(const Json& json) {
    const std::string text = to_text(json) + "\n";
    sha256_.update(as_bytes(text));
    size_ += static_cast<std::int64_t>(text.size());
    return writer_->write(text);
  }
  Result<HashedBlob> finish() {
    RW_CHECK_OK(writer_->finish());
    RW_TRY(std::string hash, sha256_.finish());
    return HashedBlob{size_, std::move(hash)};
  }

 private:
  std::unique_ptr<blob::BlobWriter> writer_;
  Sha256 sha256_;
  std::int64_t size_ = 0;
};

Result<BackedTable> write_table(store::Session& session, std::string_view table,
                                blob::BlobStore& files) {
  // An earlier round, or a read that had to begin again, may have written one.
  RW_CHECK_OK(files.remove(rows_key(table)));
  RW_TRY(auto opened, files.put(rows_key(table)));
  HashingWriter writer(std::move(opened));
  BackedTable out;
  out.name = table;
  RW_TRY(const auto columns, store::column_names(session, table));
  RW_CHECK_OK(writer.line(columns));
  while (true) {
    RW_TRY(const auto rows, store::rows_of(session, table, out.rows, kRowsAtOnce));
    for (const Json& row : rows) RW_CHECK_OK(writer.line(row));
    out.rows += static_cast<std::int64_t>(rows.size());
    if (rows.size() < static_cast<std::size_t>(kRowsAtOnce)) break;
  }
  RW_TRY(out.last_number, store::last_number(session, table));
  RW_TRY(const HashedBlob written, writer.finish());
  out.size = written.size;
  out.sha256 = written.sha256;
  return out;
}

Result<void> check_schema(store::Session& session) {
  RW_TRY(const int found, store::found_schema(session));
  RW_CHECK_OK(store::refuse_newer_schema(found));
  if (found == store::newest_schema()) return {};
  return conflict("schema_older",
                  "The database has schema " + std::to_string(found) + ", this program wants " +
                      std::to_string(store::newest_schema()) + ".",
                  "Run `retainwise migrate` first, or take the backup with the version that the "
                  "server has.");
}

class Backup {
 public:
  Backup(const BackupSource& source, BackupFolder folder, const OnCopy& on_copy)
      : source_(source), folder_(std::move(folder)), on_copy_(on_copy) {}

  Result<BackupDone> run(Manifest manifest) {
    for (int round = 1; round <= kRounds; ++round) {
      RW_CHECK_OK(read_rows(manifest));
      RW_CHECK_OK(copy_named());
      // Named by rows that were read before it was missed, and by those read after: not deleted
      // meanwhile, but lost.
      const bool settled = std::includes(missed_before_.begin(), missed_before_.end(),
                                         missed_.begin(), missed_.end());
      if (settled) return finish(std::move(manifest));
      missed_before_.insert(missed_.begin(), missed_.end());
    }
    return unavailable("Files are deleted faster than they are copied.");
  }

 private:
  Result<void> read_rows(Manifest& manifest) {
    return source_.store.read([&](store::Session& session) -> Result<void> {
      RW_CHECK_OK(check_schema(session));
      manifest.tables.clear();
      for (const std::string_view table : store::backed_tables()) {
        RW_TRY(BackedTable written, write_table(session, table, folder_.files()));
        manifest.tables.push_back(std::move(written));
      }
      RW_TRY(const auto facts, store::database_facts(session));
      manifest.made_at = facts.now;
      RW_TRY(named_, store::named_blobs(session));
      return {};
    });
  }

  Result<void> copy_named() {
    missed_.clear();
    damaged_.clear();
    progress_ = {0, static_cast<std::int64_t>(named_.size()), 0};
    for (const store::NamedBlob& named : named_) {
      RW_CHECK_OK(have(named));
      ++progress_.files;
      const auto found = kept_.find(named.key);
      if (found != kept_.end()) progress_.bytes += found->second.size;
      if (on_copy_) on_copy_(progress_);
    }
    return {};
  }

  /// Copies it unless it is there.
  Result<void> have(const store::NamedBlob& named) {
    if (kept_.contains(named.key)) return {};
    const auto as = kept_key(named.key);
    if (!as) return bug("a key too long for a backup: " + named.key.text());
    RW_TRY(const bool there, keep_earlier(named, *as));
    if (there) return {};
    auto copied = copy_blob(source_.blobs, named.key, folder_.files(), *as, named.sha256);
    if (copied.ok()) {
      ++copied_;
      kept_.emplace(named.key, *copied);
    } else if (copied.error().kind == ErrorKind::kNotFound) {
      missed_.insert(named.key);
    } else if (copied.error().code == kDamaged) {
      damaged_.insert(named.key);
    } else {
      return copied.error();
    }
    return {};
  }

  /// From a backup that was cut off. One whose hash no row records is copied anew.
  Result<bool> keep_earlier(const store::NamedBlob& named, const BlobKey& as) {
    const auto earlier = hash_blob(folder_.files(), as);
    if (!earlier.ok() && earlier.error().kind == ErrorKind::kNotFound) return false;
    if (!earlier.ok()) return earlier.error();
    if (!named.sha256.empty() && earlier->sha256 == named.sha256) {
      kept_.emplace(named.key, *earlier);
      return true;
    }
    RW_CHECK_OK(folder_.files().remove(as));
    return false;
  }

  Result<BackupDone> finish(Manifest manifest) {
    std::set<std::string> wanted;
    for (const store::NamedBlob& named : named_) {
      const auto found = kept_.find(named.key);
      if (found == kept_.end()) {
        manifest.left_out.push_back(
            {named.key, missed_.contains(named.key) ? "missing" : "damaged"});
        continue;
      }
      manifest.blobs.push_back({named.key, found->second.size, found->second.sha256});
      wanted.insert(kept_key(named.key)->text());
    }
    RW_CHECK_OK(remove_others(wanted));
    RW_CHECK_OK(folder_.finish(manifest));
    return BackupDone{std::move(manifest), copied_};
  }

  /// What earlier rounds copied and nothing names any more.
  Result<void> remove_others(const std::set<std::string>& wanted) {
    std::optional<BlobKey> after;
    while (true) {
      RW_TRY(const auto page, folder_.files().list("blobs/", after, kListed));
      for (const blob::BlobInfo& info : page) {
        if (!wanted.contains(info.key.text())) RW_CHECK_OK(folder_.files().remove(info.key));
      }
      if (page.size() < static_cast<std::size_t>(kListed)) return {};
      after = page.back().key;
    }
  }

  const BackupSource source_;
  BackupFolder folder_;
  const OnCopy& on_copy_;
  std::vector<store::NamedBlob> named_;
  std::map<BlobKey, HashedBlob> kept_;
  std::set<BlobKey> missed_, missed_before_, damaged_;
  CopyProgress progress_;
  std::int64_t copied_ = 0;
};

}  // namespace

Result<BackupDone> back_up(const BackupSource& source, const std::string& folder,
                           const std::string& version, const OnCopy& on_copy) {
  Manifest manifest;
  manifest.version = version;
  manifest.schema = store::newest_schema();
  manifest.kind = source.store.kind();
  const auto named = source.store.read([&](store::Session& session) -> Result<void> {
    RW_CHECK_OK(check_schema(session));
    RW_TRY(const auto name, store::database_name(session));
    manifest.database = name.name;
    return {};
  });
  if (!named.ok()) return named.error();
  RW_TRY(auto opened, BackupFolder::begin(folder, manifest.database));
  return Backup(source, std::move(opened), on_copy).run(std::move(manifest));
}

}  // namespace retainwise::flows
