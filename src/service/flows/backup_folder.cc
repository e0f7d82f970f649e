#include "service/flows/backup_folder.h"

#include <algorithm>
#include <filesystem>

#include "service/blob/look.h"
#include "service/flows/manifest_json.h"

namespace retainwise::flows {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kUnfinished = "unfinished.json";

BlobKey known(const std::string& text) {
  return *BlobKey::parse(text);
}

Error cannot(const std::string& path, const std::string& why) {
  return {ErrorKind::kUnavailable, "backup_folder",
          "Cannot use the folder " + path + ": " + why + ".",
          "Name a folder that you may write to.", ""};
}

/// The names in a folder but those of locks and of files on their way in; none where it is absent.
Result<std::vector<std::string>> names_in(const std::string& path) {
  std::error_code error;
  std::vector<std::string> names;
  if (!fs::exists(path, error)) return error ? cannot(path, error.message()) : Result(names);
  for (fs::directory_iterator each(path, error), end; !error && each != end;
       each.increment(error)) {
    std::string name = each->path().filename();
    if (name.front() != '.') names.push_back(std::move(name));
  }
  if (error) return cannot(path, error.message());
  return names;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error not_empty(const std::string& path, const std::string& with) {
  return conflict("folder_not_empty",
                  "The folder " + path + " is not empty: it holds " + with + ".",
                  "Name a new folder, such as " + path + "/retainwise-backup.");
}

Result<store::FileLock> lock(const std::string& path) {
  auto taken = store::FileLock::take(path + "/.lock");
  if (taken.ok() || taken.error().kind != ErrorKind::kConflict) return taken;
  return conflict("folder_in_use",
                  "Another process writes a backup into the folder " + path + " just now.",
                  "Wait for its end, or name another folder.");
}

Result<void> write_text(blob::BlobStore& files, const BlobKey& key, const std::string& text) {
  RW_TRY(const auto writer, files.put(key));
  RW_CHECK_OK(writer->write(text));
  return writer->finish();
}

/// Whose backup was cut off there.
Result<std::string> begun_for(blob::BlobStore& files) {
  RW_TRY(const std::string text, blob_text(files, known(kUnfinished)));
  const auto json = parse_json(text);
  if (!json.ok() || !json->is_object()) return std::string("?");
  return json->value("database", std::string("?"));
}

}  // namespace

std::int64_t Manifest::rows_of(std::string_view table) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const BackedTable& each) { return each.name == table; });
  return found == tables.end() ? 0 : found->rows;
}

std::int64_t Manifest::bytes() const {
  std::int64_t sum = 0;
  for (const BackedTable& each : tables) sum += each.size;
  for (const BackedFile& each : blobs) sum += each.size;
  return sum;
}

BlobKey rows_key(std::string_view table) {
  return known("rows/" + std::string(table) + ".jsonl");
}

std::optional<BlobKey> kept_key(const BlobKey& key) {
  return BlobKey::parse("blobs/" + key.text());
}

Result<std::string> blob_text(blob::BlobStore& store, const BlobKey& key) {
  RW_TRY(const auto reader, store.get(key));
  std::string text(static_cast<std::size_t>(reader->size()), '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    RW_TRY(const std::size_t count,
           reader->read(std::as_writable_bytes(std::span(text)).subspan(done)));
    if (count == 0) break;
    done += count;
  }
  text.resize(done);
  return text;
}

Result<BackupFolder> BackupFolder::begin(const std::string& path, const std::string& database) {
  RW_TRY(const auto names, names_in(path));
  if (has(names, kManifest))
    return conflict("backup_there", "The folder " + path + " holds a whole backup already.",
                    "Name a new folder for this one.");
  const bool going_on = has(names, kUnfinished);
  if (!names.empty() && !going_on) return not_empty(path, names.front());
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return cannot(path, error.message());
  fs::permissions(path, fs::perms::owner_all, error);
  if (error) return cannot(path, error.message());
  RW_TRY(auto taken, lock(path));
  RW_TRY(auto files, blob::open_directory({.directory = path, .free_space_floor = 0}));
  if (going_on) {
    RW_TRY(const std::string whose, begun_for(*files));
    if (whose != database) return not_empty(path, "the beginning of another database's backup");
  } else {
    const Json mark = {{"retainwise_backup", "unfinished"}, {"database", database}};
    RW_CHECK_OK(write_text(*files, known(kUnfinished), to_text(mark) + "\n"));
  }
  return BackupFolder(path, std::move(files), std::move(taken));
}

Result<BackupFolder> BackupFolder::open(const std::string& path) {
  RW_TRY(const auto names, names_in(path));
  if (!has(names, kManifest))
    return bad_file("no_backup",
                    "The folder " + path + " holds no backup" +
                        (has(names, kUnfinished) ? ", only the beginning of one that was cut off."
                                                 : ": there is no manifest.json in it."),
                    "Name the folder that `retainwise backup` wrote; the same command again goes "
                    "on with one that was cut off.");
  RW_TRY(auto files, blob::look_at_directory({.directory = path, .free_space_floor = 0}));
  return BackupFolder(path, std::move(files), std::nullopt);
}

Result<void> BackupFolder::finish(const Manifest& manifest) {
  RW_CHECK_OK(write_text(*files_, known(kManifest), manifest_json(manifest).dump(1) + "\n"));
  return files_->remove(known(kUnfinished));
}

Result<Manifest> BackupFolder::manifest() {
  RW_TRY(const std::string text, blob_text(*files_, known(kManifest)));
  return read_manifest(text, path_ + "/" + kManifest);
}

}  // namespace retainwise::flows
