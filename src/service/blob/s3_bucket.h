#pragma once
/// One bucket's address and the calls to it; shared by the store, its readers and its writers.
#include <memory>
#include <string>

#include "service/blob/s3.h"

namespace retainwise::blob {

/// Safe to call from any thread.
class S3Bucket {
 public:
  static Result<std::shared_ptr<S3Bucket>> create(const S3Options& options,
                                                  const net::AwsAccess& access,
                                                  telemetry::Log& log);

  /// A request about `key`, or about the bucket where it is "".
  net::Signable request(std::string method, std::string_view key) const;
  /// Tries as often as the policy says.
  net::AwsCaller& caller() { return caller_; }
  /// Tries twice: for what somebody waits for, and for tidying up.
  net::AwsCaller& quick() { return quick_; }
  telemetry::Log& log() { return log_; }
  std::size_t part_bytes() const { return part_bytes_; }

  /// Of the object as it is now: kNotFound where there is none.
  Result<net::HttpReply> head(const BlobKey& key);
  /// kNotFound, kConflict or the caller's own refusal, for an answer about `key` that is no
  /// success.
  Error refused(std::string_view what, const BlobKey& key, const net::HttpReply& reply) const;

 private:
  S3Bucket(const net::AwsAccess& access, const net::Address& address, std::string base,
           std::size_t part_bytes, telemetry::Log& log);

  net::AwsCaller caller_, quick_;
  const std::string base_;  // before a key, in the path
  const std::size_t part_bytes_;
  telemetry::Log& log_;
};

/// kNotFound; kBadRequest "bad_range".
Result<std::unique_ptr<BlobReader>> read_object(std::shared_ptr<S3Bucket> bucket,
                                                const BlobKey& key, Range range);
std::unique_ptr<BlobWriter> write_object(std::shared_ptr<S3Bucket> bucket, const BlobKey& key);

/// A whole number ≥ 0 out of a header; -1 where it is none.
std::int64_t whole_number(std::string_view text);

}  // namespace retainwise::blob
