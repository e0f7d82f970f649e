#pragma once
/// Reads multipart/form-data (RFC 7578) as it streams in: a pure machine that calls a PartSink.
/// Stricter than RFC 2046: nothing may stand before the first boundary or after the last.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace retainwise::http {

struct PartHead {
  std::string name;
  std::optional<std::string> filename;
};

/// Hears of the parts in order; an error of its own ends the reading.
class PartSink {
 public:
  virtual ~PartSink() = default;
  virtual Result<void> begin(const PartHead& head) = 0;
  virtual Result<void> data(ByteSpan bytes) = 0;
  virtual Result<void> end() = 0;
};

struct MultipartLimits {
  int parts = 16;
  std::size_t head_bytes = 8U << 10U;
};

/// The boundary of a Content-Type; kBadRequest "bad_multipart" where it is not multipart/form-data
/// with one boundary of 1 to 70 allowed characters.
Result<std::string> boundary_of(std::string_view content_type);

/// Memory O(one part head). Every error is kBadRequest "bad_multipart" or the sink's own; after an
/// error the object is not used again.
class Multipart {
 public:
  explicit Multipart(std::string_view boundary, MultipartLimits limits = {});
  Result<void> feed(ByteSpan bytes, PartSink& sink);
  /// kBadRequest where the last boundary has not come.
  Result<void> finish() const;

 private:
  enum class At { kFirstBoundary, kAfterBoundary, kHead, kData, kAfterEnd, kEnd };
  Result<std::size_t> step(std::string_view bytes, PartSink& sink);
  Result<std::size_t> first_boundary(std::string_view bytes);
  Result<std::size_t> after_boundary(std::string_view bytes);
  Result<std::size_t> head(std::string_view bytes, PartSink& sink);
  Result<std::size_t> data(std::string_view bytes, PartSink& sink);
  Result<std::size_t> after_end(std::string_view bytes);

  std::string delimiter_;  ///< CRLF "--" boundary
  MultipartLimits limits_;
  At at_ = At::kFirstBoundary;
  std::size_t matched_ = 0;  ///< of delimiter_, at the end of what came
  std::string held_;         ///< a head, or the two bytes after a boundary
  int parts_ = 0;
};

}  // namespace retainwise::http
