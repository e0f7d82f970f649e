#include "service/flows/check_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "service/flows/backup_folder.h"
#include "service/flows/blob_copy.h"
#include "service/flows/blob_names.h"
#include "service/flows/hex.h"
#include "service/store/named_blobs.h"

namespace retainwise::flows {
namespace {

constexpr int kListed = 1'000;

Result<std::vector<store::NamedBlob>> named(store::Store& store) {
  std::vector<store::NamedBlob> found;
  RW_CHECK_OK(store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::named_blobs(session));
    return {};
  }));
  return found;
}

Result<std::map<BlobKey, std::int64_t>> sizes_in(blob::BlobStore& blobs) {
  std::map<BlobKey, std::int64_t> sizes;
  for (const auto prefix : {kUploadsPrefix, kResultsPrefix, kModelsPrefix}) {
    std::optional<BlobKey> after;
    while (true) {
      RW_TRY(const auto page, blobs.list(prefix, after, kListed));
      for (const blob::BlobInfo& info : page) sizes.emplace(info.key, info.size);
      if (page.size() < static_cast<std::size_t>(kListed)) break;
      after = page.back().key;
    }
  }
  return sizes;
}

/// Those that rows still name: what was deleted while we looked is no fault.
Result<void> keep_named(store::Store& store, std::vector<BlobKey>& keys) {
  if (keys.empty()) return {};
  RW_TRY(const auto still, named(store));
  std::set<BlobKey> there;
  for (const store::NamedBlob& each : still) there.insert(each.key);
  keys.erase(std::remove_if(keys.begin(), keys.end(),
                            [&](const BlobKey& key) { return !there.contains(key); }),
             keys.end());
  return {};
}

enum class State { kWhole, kMissing, kDamaged };

Result<State> state_of(blob::BlobStore& blobs, const store::NamedBlob& named, Depth depth) {
  if (depth == Depth::kSizes) return State::kWhole;
  const auto hashed = hash_blob(blobs, named.key);
  if (!hashed.ok() && hashed.error().kind == ErrorKind::kNotFound) return State::kMissing;
  if (!hashed.ok()) return hashed.error();
  return named.sha256.empty() || hashed->sha256 == named.sha256 ? State::kWhole : State::kDamaged;
}

Error at(const char* step, Error error) {
  error.detail = std::string(step) + ": " + (error.detail.empty() ? error.what : error.detail);
  return error;
}

}  // namespace

Result<FilesFound> check_files(store::Store& store, blob::BlobStore& blobs, Depth depth,
                               const OnCopy& on_file) {
  // Rows before files: a file is written before the row that names it.
  RW_TRY(const auto wanted, named(store));
  RW_TRY(const auto sizes, sizes_in(blobs));
  FilesFound found;
  CopyProgress progress{0, static_cast<std::int64_t>(wanted.size()), 0};
  for (const store::NamedBlob& each : wanted) {
    const auto there = sizes.find(each.key);
    State state = State::kMissing;
    if (there != sizes.end() && each.size >= 0 && there->second != each.size) {
      state = State::kDamaged;
    } else if (there != sizes.end()) {
      RW_TRY(state, state_of(blobs, each, depth));
    }
    if (state == State::kMissing) found.missing.push_back(each.key);
    if (state == State::kDamaged) found.damaged.push_back(each.key);
    if (state == State::kWhole) {
      ++found.files;
      found.bytes += there->second;
    }
    ++progress.files;
    progress.bytes = found.bytes;
    if (on_file) on_file(progress);
  }
  RW_CHECK_OK(keep_named(store, found.missing));
  return found;
}

Result<void> probe_files(blob::BlobStore& blobs, Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  const std::string text = hex(bytes);
  const auto key = *BlobKey::parse("probes/" + text + ".txt");
  const auto writer = blobs.put(key);
  if (!writer.ok()) return at("write", writer.error());
  if (auto done = (*writer)->write(text); !done.ok()) return at("write", done.error());
  if (auto done = (*writer)->finish(); !done.ok()) return at("write", done.error());
  const auto read = blob_text(blobs, key);
  const auto listed = blobs.list(key.text(), std::nullopt, 1);
  const auto removed = blobs.remove(key);
  if (!read.ok()) return at("read", read.error());
  if (*read != text) return at("read", bug("other bytes than were written"));
  if (!listed.ok()) return at("list", listed.error());
  if (listed->empty()) return at("list", bug("the file that was just written is not listed"));
  if (!removed.ok()) return at("remove", removed.error());
  return {};
}

}  // namespace retainwise::flows
