#include "service/flows/blob_copy.h"

#include <functional>
#include <vector>

#include "service/flows/sha256.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kChunk = 1U << 18U;

using Take = std::function<Result<void>(std::string_view bytes)>;

Result<HashedBlob> pass(blob::BlobReader& reader, const BlobKey& key, const Take& take) {
  Sha256 sha256;
  HashedBlob out;
  std::vector<std::byte> chunk(kChunk);
  while (true) {
    RW_TRY(const std::size_t count, reader.read(chunk));
    if (count == 0) break;
    const ByteSpan bytes = std::span(chunk).first(count);
    sha256.update(bytes);
    RW_CHECK_OK(take(as_text(bytes)));
    out.size += static_cast<std::int64_t>(count);
  }
  if (out.size != reader.size())
    return unavailable("A file broke off while it was read.", key.text());
  RW_TRY(out.sha256, sha256.finish());
  return out;
}

}  // namespace

Result<HashedBlob> hash_blob(blob::BlobStore& store, const BlobKey& key) {
  RW_TRY(const auto reader, store.get(key));
  return pass(*reader, key, [](std::string_view) { return Result<void>(); });
}

Result<HashedBlob> copy_blob(blob::BlobStore& from, const BlobKey& key, blob::BlobStore& to,
                             const BlobKey& as, const std::string& expected_sha256) {
  RW_TRY(const auto reader, from.get(key));
  RW_TRY(const auto writer, to.put(as));
  RW_TRY(HashedBlob copied,
         pass(*reader, key, [&](std::string_view bytes) { return writer->write(bytes); }));
  if (!expected_sha256.empty() && copied.sha256 != expected_sha256) {
    Error damaged = bad_file(std::string(kDamaged), "The file " + key.text() + " is damaged.");
    damaged.detail = "sha256 is " + copied.sha256 + ", expected " + expected_sha256;
    return damaged;
  }
  RW_CHECK_OK(writer->finish());
  return copied;
}

}  // namespace retainwise::flows
