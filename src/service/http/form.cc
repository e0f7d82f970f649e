#include "service/http/form.h"

#include "base/text.h"

namespace retainwise::http {
namespace {

constexpr std::size_t kTextLimit = 256U << 10U;

Error twice(std::string_view name) {
  return bad_request("bad_multipart",
                     "The form has two parts named \"" + std::string(name) + "\".");
}

/// A mistyped "options" must not run the file with the defaults.
Error unknown_part(const std::string& name, const std::string& known) {
  return bad_request("unknown_part",
                     "The form has a part that is not known here: \"" + shortened(name, 80) + "\".",
                     "Send the file in \"file\"; besides it these are known: " + known + ".");
}

}  // namespace

Form::Form(std::string_view boundary, std::initializer_list<std::string_view> texts, FileParts file)
    : parts_(boundary), file_(std::move(file)) {
  for (const std::string_view name : texts) texts_.emplace(name, std::nullopt);
}

Result<void> Form::finish() const {
  RW_CHECK_OK(parts_.finish());
  if (has_file_) return {};
  return bad_request("bad_multipart", "The form has no part named \"file\".",
                     "Send the file in a part named \"file\".");
}

const std::optional<std::string>& Form::text(std::string_view name) const {
  return texts_.find(name)->second;
}

std::string Form::known() const {
  std::string names;
  for (const auto& [name, text] : texts_) names += (names.empty() ? "\"" : ", \"") + name + '"';
  return names;
}

Result<void> Form::begin(const PartHead& head) {
  text_ = nullptr;
  in_file_ = head.name == "file";
  if (in_file_) {
    if (has_file_) return twice(head.name);
    has_file_ = true;
    return file_.begin(head.filename.value_or(""));
  }
  const auto text = texts_.find(head.name);
  if (text == texts_.end()) return unknown_part(head.name, known());
  if (text->second) return twice(head.name);
  text_ = &text->second.emplace();
  return {};
}

Result<void> Form::data(ByteSpan bytes) {
  if (in_file_) return file_.data(bytes);
  if (text_->size() + bytes.size() > kTextLimit)
    return bad_request("bad_multipart", "A text part of the form is larger than 256 KiB.");
  *text_ += as_text(bytes);
  return {};
}

}  // namespace retainwise::http
