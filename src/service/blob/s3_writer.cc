#include <array>

#include "service/blob/s3_bucket.h"
#include "service/net/xml.h"

namespace retainwise::blob {
namespace {

constexpr int kMostParts = 10'000;
constexpr std::string_view kMark = "x-amz-meta-retainwise-writer";

std::string new_mark(Random& random) {
  return std::to_string(random_word(random)) + "-" + std::to_string(random_word(random));
}

/// "200 OK" may have been sent before the work was done: then the body says that it failed, or is
/// cut short (AWS, CompleteMultipartUpload).
net::Verdict judge_completion(const net::HttpReply& reply) {
  if (reply.status != 200) return net::Verdict::kGood;
  const auto root = net::parse_xml(reply.body);
  const bool done = root.ok() && root->name == "CompleteMultipartUploadResult";
  return done ? net::Verdict::kGood : net::Verdict::kAgain;
}

class ObjectWriter final : public BlobWriter {
 public:
  ObjectWriter(std::shared_ptr<S3Bucket> bucket, BlobKey key)
      : bucket_(std::move(bucket)),
        key_(std::move(key)),
        mark_(new_mark(bucket_->caller().access().random)) {}
  ~ObjectWriter() override { abort(); }

  Result<void> write(std::string_view bytes) override {
    if (failure_) return *failure_;
    while (!bytes.empty()) {
      if (part_.size() == bucket_->part_bytes()) {
        if (auto sent = send_part(); !sent.ok()) return fail(sent.error());
      }
      const std::size_t room = bucket_->part_bytes() - part_.size();
      part_.append(bytes.substr(0, room));
      bytes.remove_prefix(std::min(room, bytes.size()));
    }
    return {};
  }

  Result<void> finish() override {
    if (failure_) return *failure_;
    auto kept = etags_.empty() ? put_whole() : complete();
    if (!kept.ok()) return fail(kept.error());
    upload_id_.clear();
    failure_ = bug("finish() was called twice");
    return {};
  }

 private:
  Error fail(const Error& error) {
    failure_ = error;
    std::string().swap(part_);
    return error;
  }

  net::Signable request(std::string method) const {
    return bucket_->request(std::move(method), key_.text());
  }

  Result<void> put_whole() {
    net::Signable put = request("PUT");
    put.headers = {{"Content-Type", "application/octet-stream"},
                   {"If-None-Match", "*"},
                   {std::string(kMark), mark_}};
    RW_TRY(const net::HttpReply reply, bucket_->caller().send(put, part_, {}));
    return settled("PUT", reply);
  }

  Result<void> begin_parts() {
    net::Signable begin = request("POST");
    begin.query = {{"uploads", ""}};
    begin.headers = {{"Content-Type", "application/octet-stream"}, {std::string(kMark), mark_}};
    RW_TRY(const net::HttpReply reply, bucket_->caller().send(begin, "", {}));
    if (reply.status != 200) return bucket_->refused("CreateMultipartUpload", key_, reply);
    RW_TRY(const net::XmlElement root, net::parse_xml(reply.body));
    upload_id_ = root.at("UploadId");
    if (upload_id_.empty()) return unavailable("An upload was begun without an id.", key_.text());
    return {};
  }

  Result<void> send_part() {
    if (upload_id_.empty()) RW_CHECK_OK(begin_parts());
    if (etags_.size() >= static_cast<std::size_t>(kMostParts))
      return bad_request("too_large", "The file is larger than the storage takes.");
    net::Signable put = request("PUT");
    put.query = {{"partNumber", std::to_string(etags_.size() + 1)}, {"uploadId", upload_id_}};
    RW_TRY(const net::HttpReply reply, bucket_->caller().send(put, part_, {}));
    if (reply.status != 200) return bucket_->caller().refused("UploadPart", reply);
    etags_.emplace_back(reply.header("etag"));
    part_.clear();
    return {};
  }

  Result<void> complete() {
    if (!part_.empty()) RW_CHECK_OK(send_part());
    std::string body = "<CompleteMultipartUpload>";
    for (std::size_t i = 0; i < etags_.size(); ++i)
      body += "<Part><PartNumber>" + std::to_string(i + 1) + "</PartNumber><ETag>" + etags_[i] +
              "</ETag></Part>";
    body += "</CompleteMultipartUpload>";
    net::Signable post = request("POST");
    post.query = {{"uploadId", upload_id_}};
    post.headers = {{"Content-Type", "application/xml"}, {"If-None-Match", "*"}};
    RW_TRY(const net::HttpReply reply, bucket_->caller().send(post, body, {}, judge_completion));
    if (reply.status == 200 && judge_completion(reply) != net::Verdict::kGood)
      return bucket_->caller().refused("CompleteMultipartUpload", reply);
    return settled("CompleteMultipartUpload", reply);
  }

  /// An earlier try may have done it, and only its answer was lost: then this one was told that the
  /// key is taken, or that the upload is over.
  Result<void> settled(std::string_view what, const net::HttpReply& reply) {
    if (reply.status == 200) return {};
    const bool maybe_ours = reply.status == 412 || reply.status == 409 || reply.status == 404;
    if (maybe_ours && is_ours()) return {};
    if (reply.status == 404) return bucket_->caller().refused(what, reply);
    return bucket_->refused(what, key_, reply);
  }

  bool is_ours() {
    const auto head = bucket_->head(key_);
    return head.ok() && head->header(kMark) == mark_;
  }

  /// What it cannot take back, a sweep does.
  void abort() {
    if (upload_id_.empty()) return;
    net::Signable remove = request("DELETE");
    remove.query = {{"uploadId", upload_id_}};
    const auto reply = bucket_->quick().send(remove, "", {});
    if (!reply.ok()) bucket_->log().error("upload_not_aborted", reply.error());
  }

  std::shared_ptr<S3Bucket> bucket_;
  const BlobKey key_;
  const std::string mark_;
  std::string part_;                // not yet sent
  std::string upload_id_;           // of parts begun and not completed
  std::vector<std::string> etags_;  // of the parts that are there
  std::optional<Error> failure_;
};

}  // namespace

std::unique_ptr<BlobWriter> write_object(std::shared_ptr<S3Bucket> bucket, const BlobKey& key) {
  return std::make_unique<ObjectWriter>(std::move(bucket), key);
}

}  // namespace retainwise::blob
