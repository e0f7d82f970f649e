/// POST /api/csv and /api/uploads.
#include "service/store/uploads.h"

#include "base/text.h"
#include "service/flows/accept_upload.h"
#include "service/flows/remove.h"
#include "service/http/form.h"
#include "service/http/later_prediction.h"
#include "service/http/parameters.h"
#include "service/http/prediction_json.h"
#include "service/http/prefer.h"
#include "service/http/resources.h"
#include "service/http/transaction.h"
#include "service/store/upload_uses.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kList = "uploads";
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

/// "-" is what curl calls a file that it reads from its standard input.
/// The last part of what may be a path (RFC 7578 §4.2).
std::string shown_name(std::string_view sent) {
  if (sent == "-") return "standard input.csv";
  sent.remove_prefix(sent.find_last_of("/\\") + 1);
  if (sent.find_first_not_of(". ") == std::string_view::npos) return "upload.csv";
  return std::string(sent);
}

class UploadForm final : public BodyConsumer {
 public:
  UploadForm(const Request& request, Context& context, std::string_view boundary)
      : request_(request),
        context_(context),
        form_(boundary, {"options", "user_id"},
              {[this](std::string_view filename) { return begin_file(filename); },
               [this](ByteSpan bytes) { return file_->feed(bytes); }}) {}

  Result<void> feed(ByteSpan bytes) override { return form_.feed(bytes); }

  Result<Reply> finish() override {
    RW_CHECK_OK(form_.finish());
    const auto& user = form_.text("user_id");
    if (user && *user != std::to_string(request_.caller->user.value))
      return Error{ErrorKind::kDenied, "wrong_user", "\"user_id\" is not the caller.", "", ""};
    RW_TRY(auto accepted, file_->finish(form_.text("options").value_or("")));
    const auto wait = preferred_wait(request_.head.field("prefer"));
    if (!wait) return accepted_reply(accepted, accepted.prediction);
    const auto reply = [accepted, seconds = *wait](const store::Prediction& prediction) {
      return accepted_reply(accepted, prediction)
          .with("Preference-Applied", "wait=" + std::to_string(seconds));
    };
    return when_ended(context_, accepted.prediction, *wait * 1000, reply);
  }

 private:
  Result<void> begin_file(std::string_view filename) {
    flows::AcceptOptions options{request_.tenant(), request_.caller->user, shown_name(filename),
                                 std::nullopt, context_.options.max_upload_bytes};
    const auto key = request_.head.field("idempotency-key");
    if (!key.empty()) options.idempotency_key = std::string(key);
    RW_TRY(file_, flows::accept_upload(context_.services, std::move(options)));
    return {};
  }

  const Request& request_;
  Context& context_;
  Form form_;
  std::unique_ptr<flows::UploadInProgress> file_;
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
  // Better said before the body than after it.
  RW_CHECK_OK(context.services.store.check());
  RW_CHECK_OK(context.services.blobs.check());
  return std::unique_ptr<BodyConsumer>(std::make_unique<UploadForm>(request, context, boundary));
}

Result<Reply> list(const Request& request, Context& context) {
  RW_CHECK_OK(only_parameters(request.query, {"limit", "cursor"}));
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
  using Found = std::pair<store::Upload, std::int64_t>;
  const auto find = [&](store::Session& session) -> Result<Found> {
    RW_TRY(auto upload, store::find_upload(session, request.tenant(), id));
    RW_TRY(const auto uses, store::count_predictions(session, request.tenant(), id));
    return Found(std::move(upload), uses);
  };
  RW_TRY(const auto found, in_read(context.services.store, find));
  return json_reply(
      {{"success", true}, {"upload", upload_item(found.first)}, {"predictions", found.second}});
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
