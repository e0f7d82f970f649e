#include "service/flows/restore.h"

#include <map>

#include "base/text.h"
#include "service/flows/blob_copy.h"
#include "service/store/backup_rows.h"

namespace retainwise::flows {
namespace {

constexpr int kListed = 1'000;
constexpr std::size_t kRowsAtOnce = 200;
constexpr std::size_t kChunk = 1U << 18U;
constexpr std::string_view kTie = "belongs-to/";

Error damaged(const std::string& file, std::string detail) {
  Error error = bad_file(
      "backup_damaged",
      "The backup is damaged: " + file + " is not as it was written. Nothing was restored.",
      "Bring the file back from another copy of the backup, or restore from "
      "another backup.");
  error.detail = std::move(detail);
  return error;
}

Result<void> check_file(BackupFolder& folder, const BlobKey& key, std::int64_t size,
                        const std::string& sha256) {
  const std::string name = folder.path() + "/" + key.text();
  const auto found = hash_blob(folder.files(), key);
  if (!found.ok() && found.error().kind == ErrorKind::kNotFound) return damaged(name, "missing");
  if (!found.ok()) return found.error();
  if (found->size == size && found->sha256 == sha256) return {};
  return damaged(name, "sha256 " + found->sha256 + ", the manifest says " + sha256);
}

Error not_empty(const std::string& what) {
  return conflict("not_empty", "A backup is restored into an empty place only: " + what,
                  "Name a new folder with --data-dir (with DATABASE_URL or PREDICTIONS_BUCKET: a "
                  "new database and an empty bucket), or move away what is there.");
}

/// All files of a store but the name that ties it to its database.
Result<std::map<std::string, std::int64_t>> sizes_in(blob::BlobStore& blobs) {
  std::map<std::string, std::int64_t> sizes;
  std::optional<BlobKey> after;
  while (true) {
    RW_TRY(const auto page, blobs.list("", after, kListed));
    for (const blob::BlobInfo& info : page) {
      if (!starts_with(info.key.text(), kTie)) sizes.emplace(info.key.text(), info.size);
    }
    if (page.size() < static_cast<std::size_t>(kListed)) return sizes;
    after = page.back().key;
  }
}

/// The lines of a file, one after the other.
class Lines {
 public:
  explicit Lines(std::unique_ptr<blob::BlobReader> reader) : reader_(std::move(reader)) {}

  /// nullopt behind the last one.
  Result<std::optional<std::string>> next() {
    while (true) {
      const std::size_t end = text_.find('\n', at_);
      if (end != std::string::npos) {
        std::string line = text_.substr(at_, end - at_);
        at_ = end + 1;
        return std::optional(std::move(line));
      }
      text_.erase(0, at_);
      at_ = 0;
      std::string more(kChunk, '\0');
      RW_TRY(const std::size_t count, reader_->read(std::as_writable_bytes(std::span(more))));
      if (count == 0) return std::optional<std::string>();
      text_.append(more, 0, count);
    }
  }

 private:
  std::unique_ptr<blob::BlobReader> reader_;
  std::string text_;
  std::size_t at_ = 0;
};

Result<std::vector<std::string>> columns_in(const std::string& line, const std::string& file) {
  const auto json = parse_json(line);
  if (!json.ok() || !json->is_array()) return damaged(file, "no column names");
  std::vector<std::string> columns;
  for (const Json& each : *json) {
    if (!each.is_string()) return damaged(file, "a column name that is none");
    columns.push_back(each.get<std::string>());
  }
  return columns;
}

Result<void> load_table(store::Session& session, BackupFolder& folder, const BackedTable& table) {
  const BlobKey key = rows_key(table.name);
  const std::string file = folder.path() + "/" + key.text();
  RW_TRY(auto reader, folder.files().get(key));
  Lines lines(std::move(reader));
  RW_TRY(const auto first, lines.next());
  RW_TRY(const auto columns, columns_in(first.value_or(""), file));
  std::vector<Json> rows;
  std::int64_t loaded = 0;
  while (true) {
    RW_TRY(const auto line, lines.next());
    if (line) {
      auto row = parse_json(*line, {.depth = 8, .bytes = std::size_t{1} << 30U});
      if (!row.ok()) return damaged(file, row.error().what);
      rows.push_back(std::move(row).value());
    }
    if (rows.size() < kRowsAtOnce && line) continue;
    RW_CHECK_OK(store::add_rows(session, table.name, columns, rows));
    loaded += static_cast<std::int64_t>(rows.size());
    rows.clear();
    if (!line) break;
  }
  if (loaded != table.rows) return damaged(file, "it has " + std::to_string(loaded) + " rows");
  return store::go_on_after(session, table.name, table.last_number);
}

/// `there`: a restore that was cut off has left it, or somebody else.
Result<void> put_file(blob::BlobStore& blobs, BackupFolder& folder, const BackedFile& file,
                      bool there) {
  if (there) {
    RW_TRY(const HashedBlob found, hash_blob(blobs, file.key));
    if (found.sha256 == file.sha256) return {};
    return not_empty("there is another file " + file.key.text() + ".");
  }
  RW_CHECK_OK(copy_blob(folder.files(), *kept_key(file.key), blobs, file.key, file.sha256));
  return {};
}

Result<void> refuse_rows(store::Session& session) {
  RW_TRY(const bool empty, store::has_no_rows(session));
  if (!empty) return not_empty("the database holds rows.");
  return {};
}

}  // namespace

Result<Manifest> check_backup(BackupFolder& folder, const OnCopy& on_copy) {
  RW_TRY(Manifest manifest, folder.manifest());
  for (const BackedTable& table : manifest.tables)
    RW_CHECK_OK(check_file(folder, rows_key(table.name), table.size, table.sha256));
  CopyProgress progress{0, static_cast<std::int64_t>(manifest.blobs.size()), 0};
  for (const BackedFile& each : manifest.blobs) {
    RW_CHECK_OK(check_file(folder, *kept_key(each.key), each.size, each.sha256));
    ++progress.files;
    progress.bytes += each.size;
    if (on_copy) on_copy(progress);
  }
  return manifest;
}

Result<void> check_room(store::Store* store, blob::BlobStore* blobs, const Manifest& manifest) {
  if (store != nullptr) RW_CHECK_OK(store->read(refuse_rows));
  if (blobs == nullptr) return {};
  RW_TRY(auto there, sizes_in(*blobs));
  for (const BackedFile& each : manifest.blobs) {
    const auto found = there.find(each.key.text());
    if (found != there.end() && found->second == each.size) there.erase(found);
  }
  if (there.empty()) return {};
  return not_empty("there is the file " + there.begin()->first + ".");
}

Result<RestoreDone> restore(Services& into, BackupFolder& folder, const Manifest& manifest,
                            const OnCopy& on_copy) {
  RW_CHECK_OK(check_room(&into.store, &into.blobs, manifest));
  RW_TRY(const auto there, sizes_in(into.blobs));
  RestoreDone done;
  for (const BackedFile& each : manifest.blobs) {
    RW_CHECK_OK(put_file(into.blobs, folder, each, there.contains(each.key.text())));
    ++done.files;
    done.bytes += each.size;
    if (on_copy)
      on_copy({done.files, static_cast<std::int64_t>(manifest.blobs.size()), done.bytes});
  }
  const auto loaded = into.store.write([&](store::Session& session) -> Result<void> {
    RW_CHECK_OK(refuse_rows(session));
    for (const BackedTable& table : manifest.tables)
      RW_CHECK_OK(load_table(session, folder, table));
    RW_TRY(done.requeued, store::release_predictions(session));
    return {};
  });
  if (!loaded.ok()) return loaded.error();
  return done;
}

}  // namespace retainwise::flows
