/// POST /api/csv and /api/uploads.
#include "service/store/uploads.h"

#include "service/flows/accept_upload.h"
#include "service/flows/remove.h"
#include "service/http/later_prediction.h"
#include "service/http/multipart.h"
#include "service/http/parameters.h"
#include "service/http/prediction_json.h"
#include "service/http/prefer.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kList = "uploads";
/// Of a part that is text.
constexpr std::size_t kTextLimit = 256U << 10U;
/// What a form may weigh beyond the file in it.
constexpr std::int64_t kFormSlack = 1 << 20;

Error too_large(std::int64_t limit) {
  return bad_request("too_large", "The file is larger than " + std::to_string(limit) + " bytes.",
                     "Send a smaller file, or raise MAX_UPLOAD_BYTES.");
}

Reply accepted_reply(const flows::Accepted& accepted, const store::Prediction& prediction) {
  const auto& upload = accepted.upload;
  Reply reply = json_reply({{"success", true},
                            {"message", "The file was accepted."},
                            {"upload_id", upload.id.value},
                            {"object_key", upload.object_key.text()},
                            {"filename", upload.filename},
                            {"file_size", upload.file_size},
                            {"prediction_id", prediction.id.text()},
                            {"prediction_status", store::name_of(prediction.status)}},
                           201);
  reply.with("Location", "/api/predictions/" + prediction.id.text());
  if (accepted.repeated) reply.with("Idempotency-Replayed", "true");
  return reply;
}

/// The form of one upload: `file` streams on, `options` and `user_id` are kept, in any order.
class UploadForm final : public BodyConsumer, private PartSink {
 public:
  UploadForm(const Request& request, Context& context, std::string_view boundary)
      : request_(request), context_(context), form_(boundary) {}

  Result<void> feed(ByteSpan bytes) override { return form_.feed(bytes, *this); }

  Result<Reply> finish() override {
    RW_CHECK_OK(form_.finish());
    if (!file_)
      return bad_request("bad_multipart", "The form has no part named \"file\".",
                         "Send the file in a part named \"file\".");
    if (user_id_ && *user_id_ != std::to_string(request_.caller->user.value))
      return Error{ErrorKind::kDenied, "wrong_user", "\"user_id\" is not the caller.", "", ""};
    RW_TRY(auto accepted, file_->finish(options_.value_or("")));
    const auto wait = preferred_wait(request_.head.field("prefer"));
    if (!wait) return accepted_reply(accepted, accepted.prediction);
    const auto reply = [accepted, seconds = *wait](const store::Prediction& prediction) {
      return accepted_reply(accepted, prediction)
          .with("Preference-Applied", "wait=" + std::to_string(seconds));
    };
    return when_ended(context_, accepted.prediction, *wait * 1000, reply);
  }

 private:
  Result<void> begin(const PartHead& head) override {
    text_ = nullptr;
    in_file_ = head.name == "file";
    if (in_file_) return begin_file(head);
    std::optional<std::string>* text = head.name == "options"   ? &options_
                                       : head.name == "user_id" ? &user_id_
                                                                : nullptr;
    if (text == nullptr) return {};  // a part that is nobody's is skipped
    if (text->has_value())
      return bad_request("bad_multipart", "The form has two parts named \"" + head.name + "\".");
    text_ = &text->emplace();
    return {};
  }

  Result<void> begin_file(const PartHead& head) {
    if (file_) return bad_request("bad_multipart", "The form has two parts named \"file\".");
    flows::AcceptOptions options{request_.tenant(), request_.caller->user,
                                 head.filename.value_or(""), std::nullopt,
                                 context_.options.max_upload_bytes};
    if (options.filename.empty()) options.filename = "upload.csv";
    const auto key = request_.head.field("idempotency-key");
    if (!key.empty()) options.idempotency_key = std::string(key);
    RW_TRY(file_, flows::accept_upload(context_.services, std::move(options)));
    return {};
  }

  Result<void> data(ByteSpan bytes) override {
    if (in_file_) return file_->feed(bytes);
    if (text_ == nullptr) return {};
    if (text_->size() + bytes.size() > kTextLimit)
      return bad_request("bad_multipart", "A text part of the form is larger than 256 KiB.");
    *text_ += as_text(bytes);
    return {};
  }

  Result<void> end() override { return {}; }

  const Request& request_;
  Context& context_;
  Multipart form_;
  std::unique_ptr<flows::UploadInProgress> file_;
  std::optional<std::string> options_, user_id_;
  bool in_file_ = false;
  std::string* text_ = nullptr;  ///< the part that data() is of; null: skipped
};

Result<std::unique_ptr<BodyConsumer>> upload(const Request& request, Context& context) {
  const Head& head = request.head;
  if (!head.field("content-encoding").empty())
    return bad_request("unsupported_type", "The body must not be encoded.",
                       "Send the file as it is; a .csv.gz file is fine inside the form.");
  RW_TRY(const auto boundary, boundary_of(head.field("content-type")));
  if (head.content_length > context.options.max_upload_bytes + kFormSlack)
    return too_large(context.options.max_upload_bytes);
  if (head.field("idempotency-key").size() > 255)
    return bad_request("bad_idempotency_key", "The Idempotency-Key is longer than 255 characters.");
  RW_CHECK_OK(context.services.blobs.check());
  return std::unique_ptr<BodyConsumer>(std::make_unique<UploadForm>(request, context, boundary));
}

Result<Reply> list(const Request& request, Context& context) {
  RW_TRY(const auto limit, number_parameter(request.query, "limit", 20, 1, 100));
  RW_TRY(const auto before, cursor_text(request, context, kList));
  RW_TRY(const auto page, in_read(context.services.store, [&](store::Session& session) {
           return store::list_uploads(session, request.tenant(), UploadId::parse(before),
                                      static_cast<int>(limit));
         }));
  Json items = Json::array();
  for (const auto& each : page.uploads) items.push_back(upload_item(each));
  const auto count = items.size();
  Json next;
  if (page.next) next = make_cursor(request, context, kList, std::to_string(page.next->value));
  return json_reply({{"success", true},
                     {"uploads", std::move(items)},
                     {"count", count},
                     {"next_cursor", std::move(next)}});
}

Result<Reply> one(const Request& request, Context& context) {
  RW_TRY(const auto id, upload_id(request));
  RW_TRY(const auto found, in_read(context.services.store, [&](store::Session& session) {
           return store::find_upload(session, request.tenant(), id);
         }));
  return json_reply({{"success", true}, {"upload", upload_item(found)}});
}

Result<Reply> remove(const Request& request, Context& context) {
  RW_TRY(const auto id, upload_id(request));
  RW_CHECK_OK(flows::remove_upload(context.services, request.tenant(), id));
  return empty_reply(204);
}

const Route kRoutes[] = {
    {POST, "/api/csv", upload, Needs::kWrite},
    {GET, "/api/uploads", list, Needs::kRead},
    {GET, "/api/uploads/{id}", one, Needs::kRead},
    {DELETE, "/api/uploads/{id}", remove, Needs::kWrite},
};

}  // namespace

std::span<const Route> upload_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
