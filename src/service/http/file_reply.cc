#include "service/http/file_reply.h"

#include "service/flows/blob_part.h"
#include "service/http/conditions.h"
#include "service/http/disposition.h"
#include "service/http/problem.h"

namespace retainwise::http {
namespace {

Reply no_such_part(const Request& request, std::int64_t size) {
  return problem(416, "no_such_range", "The file has only " + std::to_string(size) + " bytes.",
                 request.id, "Ask for it without Range, or from a byte that it has.")
      .with("Content-Range", "bytes */" + std::to_string(size));
}

std::string content_range(const FilePart& part, std::int64_t size) {
  return "bytes " + std::to_string(part.first) + "-" + std::to_string(part.first + part.count - 1) +
         "/" + std::to_string(size);
}

}  // namespace

Reply file_reply(const Request& request, flows::Export file, std::string content_type) {
  const std::string etag = "\"" + file.sha256 + "\"";
  if (is_known(request.head, etag)) return empty_reply(304).with("ETag", etag);
  const std::int64_t size = file.bytes->size();
  const Wanted asked = wanted(request.head, etag, size);
  if (std::holds_alternative<NoSuchPart>(asked)) return no_such_part(request, size);
  Reply reply;
  reply.with("Content-Type", std::move(content_type))
      .with("Content-Disposition", attachment(file.filename))
      .with("ETag", etag)
      .with("Accept-Ranges", "bytes");
  reply.stream = std::move(file.bytes);
  if (const auto* part = std::get_if<FilePart>(&asked)) {
    reply.status = 206;
    reply.stream = flows::part_of(std::move(reply.stream), part->first, part->count);
    reply.with("Content-Range", content_range(*part, size));
  }
  return reply;
}

}  // namespace retainwise::http
