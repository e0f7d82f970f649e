#include "service/flows/tie_files.h"

#include <array>

#include "base/text.h"
#include "service/flows/hex.h"
#include "service/store/database_name.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kNameBytes = 16;
constexpr std::size_t kLongestName = 256;

BlobKey name_key() {
  return *BlobKey::parse("belongs-to/database.txt");
}

std::string place(const blob::BlobStore& blobs) {
  return blobs.kind() == "directory" ? "the data folder's blobs" : "the bucket";
}

/// "" where no name lies there.
Result<std::string> name_beside_files(blob::BlobStore& blobs) {
  const auto reader = blobs.get(name_key());
  if (!reader.ok() && reader.error().kind == ErrorKind::kNotFound) return std::string();
  if (!reader.ok()) return reader.error();
  std::string text(kLongestName, '\0');
  std::size_t length = 0;
  while (length < text.size()) {
    RW_TRY(const std::size_t count,
           (*reader)->read(std::as_writable_bytes(std::span(text)).subspan(length)));
    if (count == 0) break;
    length += count;
  }
  return std::string(trim(text.substr(0, length)));
}

Result<void> write_name(Services& services, const std::string& name) {
  RW_TRY(const auto writer, services.blobs.put(name_key()));
  RW_CHECK_OK(writer->write(name + "\n"));
  auto finished = writer->finish();
  // Another process was first: what it wrote is read again.
  if (!finished.ok() && finished.error().kind == ErrorKind::kConflict) return {};
  return finished;
}

Error foreign(const blob::BlobStore& blobs) {
  return conflict("foreign_files",
                  "The files in " + place(blobs) + " belong to another database than this one.",
                  "Set DATABASE_URL or --data-dir to the database that they belong to, or "
                  "PREDICTIONS_BUCKET or --data-dir to an empty place of this database's own.");
}

Error missing(const blob::BlobStore& blobs) {
  return conflict(
      "files_missing",
      "This database's files are not in " + place(blobs) + ": they lie elsewhere, or were removed.",
      "Set PREDICTIONS_BUCKET or --data-dir to where they are, or bring them back from "
      "a copy; files that are moved take belongs-to/database.txt along.");
}

Result<store::DatabaseName> ask(store::Store& store) {
  store::DatabaseName found;
  RW_CHECK_OK(store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::database_name(session));
    return {};
  }));
  return found;
}

Result<store::DatabaseName> name_it(Services& services) {
  std::array<std::byte, kNameBytes> bytes{};
  services.random.fill(bytes);
  store::DatabaseName found;
  RW_CHECK_OK(services.store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::name_database(session, hex(bytes)));
    return {};
  }));
  return found;
}

}  // namespace

Result<void> tie_files(Services& services) {
  // In this order: a name beside the files was in its database before.
  RW_TRY(std::string beside, name_beside_files(services.blobs));
  RW_TRY(store::DatabaseName ours, ask(services.store));
  if (ours.name.empty() && !beside.empty()) return foreign(services.blobs);
  if (ours.name.empty()) {
    RW_TRY(ours, name_it(services));
  }
  if (beside.empty() && ours.tied) return missing(services.blobs);
  if (beside.empty()) {
    RW_CHECK_OK(write_name(services, ours.name));
    RW_TRY(beside, name_beside_files(services.blobs));
  }
  if (beside != ours.name) return foreign(services.blobs);
  if (ours.tied) return {};
  return services.store.write(
      [](store::Session& session) -> Result<void> { return store::note_tied(session); });
}

Result<void> check_tie(store::Store& store, blob::BlobStore& blobs) {
  RW_TRY(const std::string beside, name_beside_files(blobs));
  RW_TRY(const store::DatabaseName ours, ask(store));
  if (beside.empty()) return ours.tied ? Result<void>(missing(blobs)) : Result<void>();
  return beside == ours.name ? Result<void>() : Result<void>(foreign(blobs));
}

}  // namespace retainwise::flows
