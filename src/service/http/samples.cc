/// /api/samples: the sample files that ship inside the program.
#include "service/http/disposition.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

Result<Reply> list(const Request&, Context& context) {
  Json samples = Json::array();
  for (const Asset& sample : context.options.samples)
    samples.push_back({{"name", sample.path},
                       {"file_size", sample.bytes.size()},
                       {"url", "/api/samples/" + std::string(sample.path)}});
  const auto count = samples.size();
  return json_reply({{"success", true}, {"samples", std::move(samples)}, {"count", count}});
}

Result<Reply> one(const Request& request, Context& context) {
  for (const Asset& sample : context.options.samples) {
    if (sample.path != request.param()) continue;
    Reply reply;
    reply.kept = sample.bytes;
    reply.with("Content-Type", std::string(sample.content_type))
        .with("Content-Disposition", attachment(sample.path));
    return reply;
  }
  return not_found("There is no such sample.");
}

const Route kRoutes[] = {
    {GET, "/api/samples", list, Needs::kRead},
    {GET, "/api/samples/{name}", one, Needs::kRead},
};

}  // namespace

std::span<const Route> sample_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
