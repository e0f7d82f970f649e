#include "service/flows/blob_range.h"

namespace retainwise::flows {

Result<std::string> read_range(Services& services, const BlobKey& key, std::uint64_t offset,
                               std::uint64_t length) {
  std::string text(length, '\0');
  if (length == 0) return text;
  RW_TRY(const auto reader, services.blobs.get(key, {static_cast<std::int64_t>(offset),
                                                     static_cast<std::int64_t>(length)}));
  std::size_t done = 0;
  while (done < text.size()) {
    RW_TRY(const std::size_t count,
           reader->read(std::as_writable_bytes(std::span(text)).subspan(done)));
    if (count == 0) return bug(key.text() + " ends before byte " + std::to_string(offset + length));
    done += count;
  }
  return text;
}

}  // namespace retainwise::flows
