/// Forms cut into reads of the size that the first byte names: the parts never depend on the cut.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "service/http/multipart.h"

namespace {

using retainwise::ByteSpan;
using retainwise::Result;
using retainwise::http::Multipart;
using retainwise::http::PartHead;
using retainwise::http::PartSink;

void check(bool holds) {
  if (!holds) std::abort();
}

/// All that was heard, as one text.
class Heard final : public PartSink {
 public:
  Result<void> begin(const PartHead& head) override {
    check(!in_part_ && ++parts_ <= 16);
    in_part_ = true;
    text += "<" + head.name + "|" + head.filename.value_or("-") + ">";
    return {};
  }
  Result<void> data(ByteSpan bytes) override {
    check(in_part_);
    text += retainwise::as_text(bytes);
    return {};
  }
  Result<void> end() override {
    check(in_part_);
    in_part_ = false;
    return {};
  }
  std::string text;

 private:
  bool in_part_ = false;
  int parts_ = 0;
};

std::string read(std::string_view bytes, std::size_t step) {
  Multipart form("b");
  Heard heard;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const auto fed = form.feed(retainwise::as_bytes(bytes.substr(at, step)), heard);
    if (!fed.ok()) return "refused";
  }
  return form.finish().ok() ? heard.text : "refused";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check(read(bytes, bytes.size() + 1) == read(bytes, data[0] + std::size_t{1}));
  (void)retainwise::http::boundary_of(bytes);
  return 0;
}
