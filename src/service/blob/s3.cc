#include "service/blob/s3.h"

#include <algorithm>

#include "base/text.h"
#include "service/blob/s3_bucket.h"
#include "service/net/xml.h"

namespace retainwise::blob {
namespace {

constexpr int kMostLinkSeconds = 300;
constexpr int kMostKeys = 1'000;

/// RFC 6266 with RFC 8187: a name for every reader, without a raw byte of what a user sent.
std::string disposition(std::string_view filename) {
  std::string plain;
  for (const char c : filename) {
    const bool kept = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%';
    plain += kept ? c : '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" +
         net::percent_encoded(filename);
}

struct ListedPage {
  std::vector<BlobInfo> blobs;
  std::string last;  ///< key, whether or not it is one of ours
  bool more = false;
};

Result<ListedPage> read_page(std::string_view body) {
  RW_TRY(const net::XmlElement root, net::parse_xml(body));
  if (root.name != "ListBucketResult") return unavailable("A listing is none.", root.name);
  ListedPage page;
  page.more = root.at("IsTruncated") == "true";
  for (const net::XmlElement& each : root.children) {
    if (each.name != "Contents") continue;
    const std::string_view text = each.at("Key");
    page.last = std::max(page.last, std::string(text));
    auto key = BlobKey::parse(text);
    if (!key) continue;  // somebody else's
    page.blobs.push_back({*std::move(key), std::max<std::int64_t>(whole_number(each.at("Size")), 0),
                          parse_rfc3339(each.at("LastModified")).value_or(Time{})});
  }
  return page;
}

class S3Store final : public BlobStore {
 public:
  explicit S3Store(std::shared_ptr<S3Bucket> bucket) : bucket_(std::move(bucket)) {}

  Result<std::unique_ptr<BlobWriter>> put(const BlobKey& key) override {
    return write_object(bucket_, key);
  }

  Result<std::unique_ptr<BlobReader>> get(const BlobKey& key, Range range) override {
    return read_object(bucket_, key, range);
  }

  Result<void> remove(const BlobKey& key) override {
    RW_TRY(const net::HttpReply reply,
           bucket_->caller().send(bucket_->request("DELETE", key.text()), "", {}));
    if (reply.status == 200 || reply.status == 204) return {};
    const Error error = bucket_->refused("DELETE", key, reply);
    return error.kind == ErrorKind::kNotFound ? Result<void>() : error;
  }

  Result<std::vector<BlobInfo>> list(std::string_view prefix, const std::optional<BlobKey>& after,
                                     int limit) override {
    std::vector<BlobInfo> out;
    std::string from = after ? after->text() : "";
    while (static_cast<int>(out.size()) < limit) {
      RW_TRY(ListedPage page, list_page(prefix, from, limit - static_cast<int>(out.size())));
      std::move(page.blobs.begin(), page.blobs.end(), std::back_inserter(out));
      if (!page.more || page.last.empty()) break;
      from = std::move(page.last);
    }
    // S3 lists in byte order; some that speak like it list by the rules of a language.
    std::sort(out.begin(), out.end(),
              [](const BlobInfo& a, const BlobInfo& b) { return a.key < b.key; });
    return out;
  }

  Result<std::optional<std::string>> presign(const BlobKey& key, std::string_view filename,
                                             int seconds) override {
    net::Signable request = bucket_->request("GET", key.text());
    request.query = {{"response-content-disposition", disposition(filename)},
                     {"response-content-type", "text/csv; charset=utf-8"}};
    RW_TRY(std::string link,
           bucket_->caller().presign(std::move(request), std::clamp(seconds, 1, kMostLinkSeconds)));
    return std::optional(std::move(link));
  }

  Result<std::int64_t> sweep_unfinished(Time older_than) override;

  Result<void> check() override {
    RW_TRY(const net::HttpReply reply, bucket_->quick().send(bucket_->request("HEAD", ""), "", {}));
    if (reply.status == 200) return {};
    Error error = bucket_->quick().refused("HEAD of the bucket", reply);
    if (reply.status == 404) error.what = "There is no such bucket.";
    return error;
  }

  std::string_view kind() const override { return "s3"; }

 private:
  Result<ListedPage> list_page(std::string_view prefix, const std::string& after, int limit) {
    net::Signable request = bucket_->request("GET", "");
    request.query = {{"list-type", "2"}, {"max-keys", std::to_string(std::min(limit, kMostKeys))}};
    if (!prefix.empty()) request.query.emplace_back("prefix", prefix);
    if (!after.empty()) request.query.emplace_back("start-after", after);
    RW_TRY(const net::HttpReply reply, bucket_->caller().send(request, "", {}));
    if (reply.status != 200) return bucket_->caller().refused("ListObjectsV2", reply);
    return read_page(reply.body);
  }

  std::shared_ptr<S3Bucket> bucket_;
};

/// The parts of uploads that nobody completes any more: they cost, and no listing of keys shows
/// them.
Result<std::int64_t> S3Store::sweep_unfinished(Time older_than) {
  net::Signable request = bucket_->request("GET", "");
  request.query = {{"uploads", ""}, {"max-uploads", std::to_string(kMostKeys)}};
  RW_TRY(const net::HttpReply reply, bucket_->caller().send(request, "", {}));
  if (reply.status == 501) return std::int64_t{0};  // such a store has no list of them
  if (reply.status != 200) return bucket_->caller().refused("ListMultipartUploads", reply);
  RW_TRY(const net::XmlElement root, net::parse_xml(reply.body));
  std::int64_t removed = 0;
  for (const net::XmlElement& each : root.children) {
    const auto began = parse_rfc3339(each.at("Initiated"));
    const auto key = BlobKey::parse(each.at("Key"));
    if (each.name != "Upload" || !key || !began || *began >= older_than) continue;
    net::Signable abort = bucket_->request("DELETE", key->text());
    abort.query = {{"uploadId", std::string(each.at("UploadId"))}};
    RW_TRY(const net::HttpReply gone, bucket_->caller().send(abort, "", {}));
    if (gone.status < 300) ++removed;
  }
  return removed;
}

}  // namespace

Result<std::unique_ptr<BlobStore>> open_s3(const S3Options& options, const net::AwsAccess& access,
                                           telemetry::Log& log) {
  RW_TRY(auto bucket, S3Bucket::create(options, access, log));
  return std::unique_ptr<BlobStore>(std::make_unique<S3Store>(std::move(bucket)));
}

}  // namespace retainwise::blob
