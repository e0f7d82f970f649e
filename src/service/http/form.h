#pragma once
/// A multipart form of one file and small texts, in any order: the file streams on, texts are kept.
/// A part of another name is refused: kBadRequest "unknown_part".
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/multipart.h"

namespace retainwise::http {

class Form final : private PartSink {
 public:
  struct FileParts {
    std::function<Result<void>(std::string_view filename)> begin;  ///< "" where none was sent
    std::function<Result<void>(ByteSpan)> data;
  };
  /// `texts`: the names of parts to keep, each at most 256 KiB.
  Form(std::string_view boundary, std::initializer_list<std::string_view> texts, FileParts file);

  Result<void> feed(ByteSpan bytes) { return parts_.feed(bytes, *this); }
  /// kBadRequest "bad_multipart" where the form is cut or has no part "file".
  Result<void> finish() const;
  const std::optional<std::string>& text(std::string_view name) const;

 private:
  Result<void> begin(const PartHead& head) override;
  Result<void> data(ByteSpan bytes) override;
  std::string known() const;
  Result<void> end() override { return {}; }

  Multipart parts_;
  std::map<std::string, std::optional<std::string>, std::less<>> texts_;
  FileParts file_;
  bool has_file_ = false;
  bool in_file_ = false;
  std::string* text_ = nullptr;  ///< the part that data() is of, unless it is the file's
};

}  // namespace retainwise::http
