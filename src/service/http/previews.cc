/// POST /api/csv/preview: a form with a file or its beginning, or JSON naming a stored upload.
#include "service/flows/preview.h"

#include <charconv>

#include "service/http/form.h"
#include "service/http/grammar.h"
#include "service/http/parameters.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

/// Of the JSON body.
constexpr std::size_t kBodyLimit = 1U << 20U;

Reply shown(Json preview) {
  preview["success"] = true;
  return json_reply(preview);
}

Result<std::optional<std::int64_t>> size_of(const std::optional<std::string>& text) {
  if (!text) return std::optional<std::int64_t>();
  std::int64_t size = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), size);
  if (error != std::errc() || end != text->data() + text->size() || size < 0)
    return bad_request("bad_field", "\"size\" must be the number of bytes of the whole file.");
  return std::optional(size);
}

class PreviewForm final : public BodyConsumer {
 public:
  PreviewForm(const Request& request, Context& context, std::string_view boundary)
      : form_(boundary, {"options", "size"},
              {[this, &request, &context](std::string_view) -> Result<void> {
                 RW_TRY(file_, context.previews.receive(request.tenant()));
                 return {};
               },
               [this](ByteSpan bytes) { return file_->feed(bytes); }}) {}

  Result<void> feed(ByteSpan bytes) override { return form_.feed(bytes); }

  Result<Reply> finish() override {
    RW_CHECK_OK(form_.finish());
    RW_TRY(const auto size, size_of(form_.text("size")));
    RW_TRY(Json preview, file_->finish(form_.text("options").value_or(""), size));
    return shown(std::move(preview));
  }

 private:
  Form form_;
  std::unique_ptr<flows::IncomingPreview> file_;
};

class PreviewOfUpload final : public BodyConsumer {
 public:
  PreviewOfUpload(const Request& request, Context& context)
      : request_(request), context_(context) {}

  Result<void> feed(ByteSpan bytes) override {
    if (body_.size() + bytes.size() > kBodyLimit)
      return bad_request("body_too_large", "The body is larger than 1 MiB.");
    body_ += as_text(bytes);
    return {};
  }

  Result<Reply> finish() override {
    RW_TRY(const UploadAndOptions asked, upload_and_options(body_));
    RW_TRY(Json preview,
           context_.previews.of_upload(request_.tenant(), asked.upload, asked.options));
    return shown(std::move(preview));
  }

 private:
  const Request& request_;
  Context& context_;
  std::string body_;
};

bool is_json(std::string_view type) {
  return same_word(without_blanks(type.substr(0, type.find(';'))), "application/json");
}

Result<std::unique_ptr<BodyConsumer>> preview(const Request& request, Context& context) {
  const Head& head = request.head;
  if (!head.field("content-encoding").empty())
    return bad_request("unsupported_type", "The body must not be encoded.",
                       "Send the file as it is; a .csv.gz file is fine inside the form.");
  const auto type = head.field("content-type");
  if (is_json(type))
    return std::unique_ptr<BodyConsumer>(std::make_unique<PreviewOfUpload>(request, context));
  RW_TRY(const auto boundary, boundary_of(type));
  RW_CHECK_OK(context.services.blobs.check());
  return std::unique_ptr<BodyConsumer>(std::make_unique<PreviewForm>(request, context, boundary));
}

const Route kRoutes[] = {
    {POST, "/api/csv/preview", preview, Needs::kWrite},
};

}  // namespace

std::span<const Route> preview_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
