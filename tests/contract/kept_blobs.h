#pragma once
/// What tests ask of any BlobStore in a line each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/blob/blob_store.h"

namespace retainwise::blob {

inline BlobKey key(std::string_view text) {
  return *BlobKey::parse(text);
}

inline Result<void> put(BlobStore& store, std::string_view name, std::string_view bytes) {
  RW_TRY(const auto writer, store.put(key(name)));
  RW_CHECK_OK(writer->write(bytes));
  return writer->finish();
}

inline Result<std::string> get(BlobStore& store, std::string_view name, Range range = {}) {
  RW_TRY(const auto reader, store.get(key(name), range));
  std::string out(static_cast<std::size_t>(reader->size()), '\0');
  std::size_t at = 0;
  while (true) {
    const std::span<char> rest =
        std::span(out).subspan(at, std::min<std::size_t>(out.size() - at, 7));
    RW_TRY(const std::size_t got, reader->read(std::as_writable_bytes(rest)));
    if (got == 0) break;
    at += got;
  }
  out.resize(at);
  return out;
}

/// What is kept under a name, or why it cannot be had.
inline std::string text(BlobStore& store, std::string_view name, Range range = {}) {
  const Result<std::string> got = get(store, name, range);
  return got.ok() ? *got : "error: " + got.error().code;
}

inline std::vector<std::string> keys(BlobStore& store, std::string_view prefix = "",
                                     std::string_view after = "", int limit = 1'000) {
  const auto listed = store.list(
      prefix, after.empty() ? std::optional<BlobKey>() : std::optional(key(after)), limit);
  std::vector<std::string> out;
  if (!listed.ok()) {
    ADD_FAILURE() << listed.error().what << " " << listed.error().detail;
    return out;
  }
  for (const BlobInfo& each : listed.value()) out.push_back(each.key.text());
  return out;
}

}  // namespace retainwise::blob
