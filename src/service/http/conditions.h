#pragma once
/// What a request asks of a file that it may know already, or have in part (RFC 9110 §13, §14).
#include <cstdint>
#include <string_view>
#include <variant>

#include "service/http/strict_head.h"

namespace retainwise::http {

/// True where If-None-Match names `etag` (weak comparison, §13.1.2): the answer is 304.
bool is_known(const Head& head, std::string_view etag);

struct WholeFile {};
struct FilePart {
  std::int64_t first = 0, count = 0;
  bool operator==(const FilePart&) const = default;
};
struct NoSuchPart {};  ///< 416
using Wanted = std::variant<WholeFile, FilePart, NoSuchPart>;

/// What Range and If-Range ask of a file of `size` bytes under a strong `etag`. The whole where
/// there is no Range, or one that a server may ignore: another unit or method, several ranges,
/// bytes that are no range, an If-Range that names another state.
Wanted wanted(const Head& head, std::string_view etag, std::int64_t size);

}  // namespace retainwise::http
