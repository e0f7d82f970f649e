#pragma once
/// Files in a bucket of S3, or of a store that speaks like it. A file up to 8 MiB goes up whole, a
/// larger one in parts of 8 MiB; never more than one part is held. Every write says "only where
/// there is no such key" and carries its writer's mark, so that an answer that was lost is told
/// from somebody else's file.
#include <memory>
#include <string>

#include "base/result.h"
#include "service/blob/blob_store.h"
#include "service/net/aws_caller.h"
#include "service/telemetry/log.h"

namespace retainwise::blob {

enum class Addressing {
  kByEndpoint,  ///< in the path at an endpoint of one's own or where the name has dots; else host
  kPath,        ///< https://endpoint/bucket/key
  kHost,        ///< https://bucket.endpoint/key
};

struct S3Options {
  std::string bucket;
  std::string endpoint = {};  ///< "": AWS's own, by region
  Addressing addressing = Addressing::kByEndpoint;
  std::size_t part_bytes = 8U << 20U;  ///< S3 takes no smaller ones than 5 MiB but the last
};

/// kBadRequest where bucket or endpoint cannot be; reaches nothing yet. `access` and `log` are
/// taken as they are: what they refer to outlives the store.
Result<std::unique_ptr<BlobStore>> open_s3(const S3Options& options, const net::AwsAccess& access,
                                           telemetry::Log& log);

}  // namespace retainwise::blob
