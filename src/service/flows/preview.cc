#include "service/flows/preview.h"

#include <algorithm>
#include <array>

#include "base/progress.h"
#include "service/flows/error_file.h"
#include "service/flows/fetch_model.h"
#include "service/flows/hex.h"
#include "service/flows/local_file.h"
#include "service/flows/model_card.h"
#include "service/flows/models.h"
#include "service/flows/recorded_options.h"
#include "service/flows/refusal.h"
#include "service/flows/transfer.h"
#include "service/flows/turn.h"
#include "service/flows/work_folder.h"
#include "service/store/uploads.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kMaxPreviewBytes = 32U << 20U;
constexpr std::string_view kWithout =
    "Run the file without a preview: a prediction may take more time and memory.";

Error too_many() {
  return bad_request("too_many_requests", "Other previews are being made at the moment.",
                     "Ask again in a few seconds.");
}

Error container_too_large() {
  return bad_request("too_large",
                     "A workbook or compressed file of more than 20 MB is not previewed.",
                     "Run the file without a preview, or send it as CSV.");
}

Error container_cut() {
  return bad_request("preview_needs_all",
                     "A workbook or compressed file can be previewed only when all of it is sent.",
                     "Send the whole file, up to 20 MB.");
}

Error ended(const JobEnd& end) {
  switch (end.cause) {
    case JobEnd::Cause::kMemory:
      return bad_file("preview_needs_memory", "This file needs more memory than a preview may use.",
                      std::string(kWithout));
    case JobEnd::Cause::kDeadline:
      return bad_file("preview_too_slow", "This file takes longer than a preview may take.",
                      std::string(kWithout));
    case JobEnd::Cause::kCrash: break;
  }
  return {ErrorKind::kBug, "preview_crashed", "Looking at this file ended in a crash.",
          "That is our fault: send the file's kind and this message to whoever runs this service.",
          end.why};
}

/// Which of both the first bytes begin (RFC 1952 §2.3.1, APPNOTE.TXT §4.3.7).
bool is_container(std::string_view first) {
  return first.substr(0, 2) == "\x1F\x8B" || first.substr(0, 4) == "PK\x03\x04";
}

}  // namespace

class ReceivedPreview final : public IncomingPreview {
 public:
  ReceivedPreview(Previews& previews, TenantId tenant, WorkFolder folder, LocalFile file)
      : previews_(previews),
        tenant_(std::move(tenant)),
        folder_(std::move(folder)),
        file_(std::move(file)) {}

  Result<void> feed(ByteSpan chunk) override {
    came_ += static_cast<std::int64_t>(chunk.size());
    if (first_.size() < 4) first_ += as_text(chunk).substr(0, 4 - first_.size());
    const bool container = is_container(first_);
    const std::int64_t limit = container ? kPreviewedContainer : kPreviewedText;
    if (container && came_ > limit) return container_too_large();
    const auto room = static_cast<std::size_t>(limit - kept_);
    const ByteSpan kept = chunk.first(std::min(chunk.size(), room));
    kept_ += static_cast<std::int64_t>(kept.size());
    return file_.write(as_text(kept));
  }

  Result<Json> finish(std::string_view options, std::optional<std::int64_t> size) override {
    const bool cut = kept_ < std::max(came_, size.value_or(0));
    if (cut && is_container(first_)) return container_cut();
    const Turn turn(previews_.under_way_, previews_.options_.at_once);
    if (!turn.taken()) return too_many();
    return previews_.look(previews_.of_parts_, tenant_, JobFiles{folder_.path()}, options, cut);
  }

 private:
  Previews& previews_;
  const TenantId tenant_;
  const WorkFolder folder_;
  LocalFile file_;
  std::string first_;  ///< four bytes
  std::int64_t came_ = 0, kept_ = 0;
};

Previews::Previews(Services& services, JobRunner& of_parts, JobRunner& of_uploads,
                   PreviewOptions options)
    : services_(services),
      of_parts_(of_parts),
      of_uploads_(of_uploads),
      options_(std::move(options)) {}

Result<std::unique_ptr<IncomingPreview>> Previews::receive(const TenantId& tenant) {
  RW_TRY(const std::string path, new_folder());
  RW_TRY(WorkFolder folder, WorkFolder::create(path));
  RW_TRY(LocalFile file, LocalFile::create(JobFiles{folder.path()}.input()));
  return std::unique_ptr<IncomingPreview>(
      std::make_unique<ReceivedPreview>(*this, tenant, std::move(folder), std::move(file)));
}

Result<Json> Previews::of_upload(const TenantId& tenant, UploadId upload,
                                 std::string_view options) {
  std::optional<store::Upload> found;
  RW_CHECK_OK(services_.store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::find_upload(session, tenant, upload));
    return {};
  }));
  const Turn turn(under_way_, options_.at_once);
  if (!turn.taken()) return too_many();
  RW_TRY(const std::string path, new_folder());
  RW_TRY(const WorkFolder folder, WorkFolder::create(path));
  const JobFiles files{folder.path()};
  RW_CHECK_OK(fetch_blob(services_, found->object_key, found->sha256, files.input(),
                         [this](double) { return !stopping_; }));
  return look(of_uploads_, tenant, files, options, false);
}

Result<std::string> Previews::new_folder() {
  std::array<std::byte, 8> number{};
  services_.random.fill(number);
  return options_.scratch_directory + "/preview-" + hex(number);
}

Result<Json> Previews::look(JobRunner& runner, const TenantId& tenant, const JobFiles& files,
                            std::string_view options, bool beginning) {
  RW_TRY(const Json recorded, recorded_options(services_, tenant, options));
  RW_CHECK_OK(write_file(files.options(), to_text(recorded)));
  RW_CHECK_OK(
      write_file(files.preview(), to_text(Json{{"extent", beginning ? "beginning" : "whole"}})));
  RW_TRY(const auto models, usable_models(services_, tenant));
  RW_CHECK_OK(write_file(files.models(), to_text(candidates_json(candidates_of(models)))));
  RW_CHECK_OK(
      fetch_model(services_, tenant, recorded, files, [this](double) { return !stopping_; }));
  const JobEnd end = runner.run(files, [this](const store::Beat&) { return !stopping_; });
  switch (end.kind) {
    case JobEnd::Kind::kDone: break;
    case JobEnd::Kind::kRefused: {
      RW_TRY(const std::string text, read_file(files.error(), kMaxErrorBytes));
      return read_error_file(text);
    }
    case JobEnd::Kind::kNoRoom: return out_of_disk(end.why);
    case JobEnd::Kind::kDied: return ended(end);
    case JobEnd::Kind::kStopped: return cancelled();
    case JobEnd::Kind::kNotStarted:
      return unavailable("The preview could not be started.", end.why);
  }
  RW_TRY(const std::string text, read_file(files.summary(), kMaxPreviewBytes));
  return parse_json(text, {.depth = 64, .bytes = kMaxPreviewBytes});
}

}  // namespace retainwise::flows
