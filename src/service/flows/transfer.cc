#include "service/flows/transfer.h"

#include <algorithm>
#include <vector>

#include "base/progress.h"
#include "service/flows/local_file.h"
#include "service/flows/sha256.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kChunk = 1U << 18U;

double share(std::int64_t done, std::int64_t all) {
  return static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(all, 1));
}

Error damaged(const BlobKey& key, const std::string& found, const std::string& expected) {
  Error error = bug(key.text() + " has sha256 " + found + ", its row says " + expected);
  error.code = "upload_corrupt";
  return error;
}

}  // namespace

Result<void> fetch_blob(Services& services, const BlobKey& key, const std::string& sha256,
                        const std::string& path, const KeepGoing& keep_going) {
  RW_TRY(const auto reader, services.blobs.get(key));
  RW_TRY(LocalFile file, LocalFile::create(path));
  Sha256 hash;
  std::vector<std::byte> chunk(kChunk);
  std::int64_t done = 0;
  while (true) {
    RW_TRY(const std::size_t count, reader->read(chunk));
    if (count == 0) break;
    const ByteSpan bytes = std::span(chunk).first(count);
    hash.update(bytes);
    RW_CHECK_OK(file.write(as_text(bytes)));
    done += static_cast<std::int64_t>(count);
    if (!keep_going(share(done, reader->size()))) return cancelled();
  }
  RW_TRY(const std::string found, hash.finish());
  if (found == sha256) return {};
  return damaged(key, found, sha256);
}

Result<std::string> read_blob(Services& services, const BlobKey& key, const std::string& sha256) {
  RW_TRY(const auto reader, services.blobs.get(key));
  std::string text(static_cast<std::size_t>(reader->size()), '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    RW_TRY(const std::size_t count,
           reader->read(std::as_writable_bytes(std::span(text)).subspan(done)));
    if (count == 0) break;
    done += count;
  }
  const std::string found = sha256_hex(as_bytes(text).first(done));
  if (done == text.size() && found == sha256) return text;
  return damaged(key, found, sha256);
}

Result<std::string> store_blob(Services& services, const std::string& path, const BlobKey& key,
                               const KeepGoing& keep_going) {
  RW_TRY(LocalFile file, LocalFile::open(path));
  RW_TRY(const auto writer, services.blobs.put(key));
  Sha256 hash;
  std::vector<std::byte> chunk(kChunk);
  const std::int64_t size = file_size(path);
  std::int64_t done = 0;
  while (true) {
    RW_TRY(const std::size_t count, file.read(chunk));
    if (count == 0) break;
    const ByteSpan bytes = std::span(chunk).first(count);
    hash.update(bytes);
    RW_CHECK_OK(writer->write(as_text(bytes)));
    done += static_cast<std::int64_t>(count);
    if (!keep_going(share(done, size))) return cancelled();
  }
  RW_CHECK_OK(writer->finish());
  return hash.finish();
}

}  // namespace retainwise::flows
