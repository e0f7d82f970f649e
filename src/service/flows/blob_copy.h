#pragma once
/// Files from one store into another, and their hashes.
#include <string>

#include "service/blob/blob_store.h"

namespace retainwise::flows {

struct HashedBlob {
  std::int64_t size = 0;  ///< bytes
  std::string sha256 = {};
};

/// Reads all of it. kNotFound.
Result<HashedBlob> hash_blob(blob::BlobStore& store, const BlobKey& key);

/// What copy_blob() says of bytes that are not the expected ones.
inline constexpr std::string_view kDamaged = "damaged";

/// `key` of `from` becomes `as` of `to`, whole or not at all. kBadFile kDamaged where its sha256 is
/// not the expected one ("": any is fine); nothing is kept then. kNotFound; kConflict where `to`
/// has such a key.
Result<HashedBlob> copy_blob(blob::BlobStore& from, const BlobKey& key, blob::BlobStore& to,
                             const BlobKey& as, const std::string& expected_sha256);

}  // namespace retainwise::flows
